import type { ForecastDto, ShareEndDto } from '../../../lib/contracts/truth.ts';
import { formatAbout } from '../../../lib/pair/clocks/words.ts';

type Side = ForecastDto[number]['primary'];

/** The pool in which one server would first have no address left for a new client. */
export type Soonest = {
  server: string;
  isPartnerDown: boolean;
  /** Null where no end is known of any pool. */
  first: { title: string; end: ShareEndDto; side: Side } | null;
  /** Of how many pools no end is known. */
  unknown: number;
  pools: number;
};

/** How long each server alone could serve new clients, by the pool that runs out first; the primary first. */
export function soonestEnds(forecast: ForecastDto): Soonest[] {
  return (['primary', 'secondary'] as const).flatMap((role) => {
    const sides = forecast.map((pool) => ({ title: pool.title, side: pool[role], end: endOf(pool[role]) }));
    const [one] = sides;
    if (!one) return [];
    const known = sides.filter(({ end }) => end.kind !== 'unknown');
    const first = known.toSorted((a, b) => endMs(a.end) - endMs(b.end))[0] ?? null;
    const { server, isPartnerDown } = one.side;
    return [{ server, isPartnerDown, first, unknown: sides.length - known.length, pools: sides.length }];
  });
}

/** What counts of a server: once partner-down is set, what lasts after it. */
export function endOf({ isPartnerDown, alone, afterPartnerDown }: Side): ShareEndDto {
  return isPartnerDown ? afterPartnerDown : alone;
}

function endMs(end: ShareEndDto): number {
  if (end.kind === 'empty') return 0;
  return end.kind === 'until' ? end.at : Number.POSITIVE_INFINITY;
}

/** How long a share lasts, as short as it can be told: "31 hours", "> 28 days", "none left", "not known". */
export function shortEnd(end: ShareEndDto, nowMs: number): string {
  switch (end.kind) {
    case 'empty':
      return 'none left';
    case 'unknown':
      return 'not known';
    case 'beyond':
      return `> ${end.days} days`;
    case 'until':
      return end.at > nowMs ? formatAbout(end.at - nowMs) : 'any moment';
  }
}
