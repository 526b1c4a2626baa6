import type { EventDto } from '../../lib/contracts/event.ts';
import { formatDuration } from '../../lib/pair/duration.ts';

/** Stamps have whole seconds. */
const SAME_MS = 1000;
const MINUTE_MS = 60_000;

/** How far an event's place in the history lies from its stamp, in words; null where the stamp is our own. */
export function correctionWords({ at, sortAt, clock, server }: EventDto): string | null {
  if (clock === 'pairwatch') return null;
  const movedMs = Date.parse(sortAt) - Date.parse(at);
  if (Math.abs(movedMs) < SAME_MS) return 'none: less than a second apart';
  const by =
    Math.abs(movedMs) < MINUTE_MS
      ? `${(Math.abs(movedMs) / 1000).toFixed(1)} s`
      : formatDuration(Math.abs(movedMs));
  const whose = `${server ?? 'the server'}’s clock`;
  return movedMs < 0
    ? `placed ${by} earlier than its stamp: ${whose} was ahead`
    : `placed ${by} later than its stamp: ${whose} was behind, or it was stamped before it could be seen`;
}
