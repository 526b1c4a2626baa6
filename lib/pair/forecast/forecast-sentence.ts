import { formatDuration } from '../duration.ts';
import { HORIZON_DAYS, type ServerForecast, type ShareEnd } from './forecast.ts';

/** A forecast in one sentence. Times are told as durations from now on. */
export function forecastSentence(forecast: ServerForecast, now: number): string {
  const { server, ownFree, ratePerHour, alone } = forecast;
  if (ownFree === null) return `How long ${server} would last alone is not known: ${lasting(alone, now)}.`;
  const more = withPartnerDown(forecast, now);
  if (alone.kind === 'empty')
    return `Alone, ${server} has no free address of its own for new clients; ${more}.`;
  const own = `${ownFree} free ${ownFree === 1 ? 'address' : 'addresses'} of its own`;
  if (alone.kind === 'unknown')
    return `How long ${server} would last alone with ${own} is not known: ${alone.why}.`;
  const rate = ratePerHour === null ? '' : ` at ${rateText(ratePerHour)} new clients an hour now`;
  return `Alone, ${server} with ${own}${rate} would last ${lasting(alone, now)}; ${more}.`;
}

function withPartnerDown(
  { partner, isPartnerDown, takeover, afterPartnerDown, shortage }: ServerForecast,
  now: number,
): string {
  if (takeover === null) return `what partner-down would add is not known: ${lasting(afterPartnerDown, now)}`;
  const { at, addresses } = takeover;
  if (addresses === 0) return `partner-down ${isPartnerDown ? 'adds' : 'would add'} none`;
  const condition = isPartnerDown ? 'in partner-down' : 'with partner-down set now';
  const when = at > now ? `in ${formatDuration(at - now)}` : 'now';
  const gap = shortage
    ? `, after new clients went without for ${formatDuration(shortage.to - shortage.from)},`
    : '';
  const usable = `${condition} ${addresses} more, of ${partner}'s and of ended leases, are usable ${when}${gap}`;
  return afterPartnerDown.kind === 'unknown'
    ? `${usable} and how long they last is not known: ${afterPartnerDown.why}`
    : `${usable} and all would last ${lasting(afterPartnerDown, now)}`;
}

/** "about 5 h (3 h to 9 h)", or why that can't be said. */
function lasting(end: ShareEnd, now: number): string {
  switch (end.kind) {
    case 'empty':
      return 'no time';
    case 'unknown':
      return end.why;
    case 'beyond': {
      const low = end.low === null ? '' : ` (perhaps only ${formatDuration(end.low - now)})`;
      return `more than ${end.days} days${low}`;
    }
    case 'until': {
      const high = end.high === null ? `more than ${HORIZON_DAYS} days` : formatDuration(end.high - now);
      return `about ${formatDuration(end.at - now)} (${formatDuration(end.low - now)} to ${high})`;
    }
  }
}

/** Two digits, which is more than it is known to. */
const rateText = (perHour: number): string =>
  perHour >= 10 ? String(Math.round(perHour)) : String(Math.round(perHour * 10) / 10);
