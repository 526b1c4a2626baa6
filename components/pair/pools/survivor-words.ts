import type { ForecastDto, ShareEndDto } from '../../../lib/contracts/truth.ts';
import { countOf } from '../../../lib/pair/count.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import type { Zone } from '../../../lib/pair/sentence.ts';
import { formatComing } from './coming-time.ts';

export type ServerForecastDto = ForecastDto[number]['primary'];

/** Until when addresses last: "until about Tue 14:00 UTC (9 h; between 12:00 UTC and 18:00 UTC)", or why that is not known. */
export function endWords(end: ShareEndDto, nowMs: number, zone: Zone): string {
  const at = (ms: number) => formatComing(ms, nowMs, zone);
  switch (end.kind) {
    case 'empty':
      return 'no address for new clients, now';
    case 'unknown':
      return `unknown: ${end.why}`;
    case 'beyond': {
      const perhaps = end.low === null ? '' : `, though perhaps by ${at(end.low)}`;
      return `does not run out within ${end.days} days${perhaps}`;
    }
    case 'until': {
      const left = end.at > nowMs ? formatDuration(end.at - nowMs) : 'any moment now';
      const range =
        end.high === null
          ? `${at(end.low)} at the earliest, perhaps not within days`
          : `between ${at(end.low)} and ${at(end.high)}`;
      return `until about ${at(end.at)} (${left}; ${range})`;
    }
  }
}

/** Why nothing at all can be forecast for a pool, where there is one reason for it; else null. */
export function whyNothingKnown({
  primary,
  secondary,
}: Pick<ForecastDto[number], 'primary' | 'secondary'>): string | null {
  const ends = [primary, secondary].flatMap(({ alone, afterPartnerDown }) => [alone, afterPartnerDown]);
  const whys = new Set(ends.map((end) => (end.kind === 'unknown' ? end.why : null)));
  const [why = null] = whys;
  return whys.size === 1 ? why : null;
}

/** What partner-down adds and when, and the time in which new clients go without; null when the figures are not known. */
export function takeoverWords(
  { partner, takeover, shortage, isPartnerDown }: ServerForecastDto,
  nowMs: number,
  zone: Zone,
): string | null {
  if (takeover === null) return null;
  const { at, addresses } = takeover;
  if (addresses === 0) return isPartnerDown ? 'adds no address' : 'would add no address';
  const when = at > nowMs ? `from ${formatComing(at, nowMs, zone)}` : 'at once';
  const gap = shortage
    ? `; before that new clients go without for ${formatDuration(shortage.to - shortage.from)}`
    : '';
  return `${countOf(addresses, 'more address', 'more addresses')}, of ${partner}’s and of ended leases, ${when}${gap}`;
}

/** "12 new clients an hour now"; null when not known. Two digits, which is more than it is known to. */
export function rateWords({ ratePerHour }: Pick<ServerForecastDto, 'ratePerHour'>): string | null {
  if (ratePerHour === null) return null;
  const rate = ratePerHour >= 10 ? Math.round(ratePerHour) : Math.round(ratePerHour * 10) / 10;
  return `${countOf(rate, 'new client')} an hour now`;
}
