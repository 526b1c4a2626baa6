import type { ForecastDto, ShareEndDto } from '../../../lib/contracts/truth.ts';
import { formatAbout } from '../../../lib/pair/clocks/words.ts';
import { countOf } from '../../../lib/pair/count.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import { HORIZON_DAYS } from '../../../lib/pair/forecast/forecast.ts';
import type { Zone } from '../../../lib/pair/sentence.ts';
import { formatComing } from './coming-time.ts';

export type ServerForecastDto = ForecastDto[number]['primary'];

/** Until when addresses last: "until about Tue 14:00 UTC (9 hours left; between 12:00 and 18:00)", or why that is not known. */
export function endWords(end: ShareEndDto, nowMs: number, zone: Zone): string {
  switch (end.kind) {
    case 'empty':
      return 'no address for new clients, now';
    case 'unknown':
      return `unknown: ${end.why}`;
    case 'beyond': {
      const perhaps = end.low === null ? '' : `, though perhaps by ${formatComing(end.low, nowMs, zone)}`;
      return `does not run out within ${end.days} days${perhaps}`;
    }
    case 'until': {
      const left = end.at > nowMs ? `${formatAbout(end.at - nowMs)} left` : 'any moment now';
      const bound = (ms: number) => formatComing(ms, nowMs, zone).replace(/ UTC$/, '');
      const high = end.high === null ? `more than ${HORIZON_DAYS} days from now` : bound(end.high);
      return `until about ${formatComing(end.at, nowMs, zone)} (${left}; between ${bound(end.low)} and ${high})`;
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
  { takeover, shortage }: Pick<ServerForecastDto, 'takeover' | 'shortage'>,
  nowMs: number,
  zone: Zone,
): string | null {
  if (takeover === null) return null;
  const { at, addresses } = takeover;
  if (addresses === 0) return 'partner-down adds none';
  const when = at > nowMs ? `from ${formatComing(at, nowMs, zone)}` : 'at once';
  const gap = shortage
    ? `, before which new clients go without for ${formatDuration(shortage.to - shortage.from)}`
    : '';
  return `partner-down adds ${addresses} ${when}${gap}`;
}

/** "12 new clients an hour now"; null when not known. Two digits, which is more than it is known to. */
export function rateWords({ ratePerHour }: Pick<ServerForecastDto, 'ratePerHour'>): string | null {
  if (ratePerHour === null) return null;
  const rate = ratePerHour >= 10 ? Math.round(ratePerHour) : Math.round(ratePerHour * 10) / 10;
  return `${countOf(rate, 'new client')} an hour now`;
}
