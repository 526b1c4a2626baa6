import type { SoonestDto } from '../contracts/pools-at-risk.ts';
import type { ForecastDto, ShareEndDto } from '../contracts/truth.ts';

type Side = ForecastDto[number]['primary'];

/** How long each server alone could serve new clients, by the pool that runs out first; the primary first. */
export function soonestEnds(forecast: ForecastDto): SoonestDto[] {
  return (['primary', 'secondary'] as const).flatMap((role) => {
    const sides = forecast.map((pool) => ({ title: pool.title, side: pool[role], end: endOf(pool[role]) }));
    const [one] = sides;
    if (!one) return [];
    const known = sides.filter(({ end }) => end.kind !== 'unknown');
    const first = known.toSorted((a, b) => endMs(a.end) - endMs(b.end))[0];
    const { server, isPartnerDown } = one.side;
    return [
      {
        server,
        isPartnerDown,
        first: first ? { title: first.title, side: first.side } : null,
        unknown: sides.length - known.length,
        pools: sides.length,
      },
    ];
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
