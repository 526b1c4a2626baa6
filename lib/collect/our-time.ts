import type { ServerMemory } from './memory.ts';

/** dhcpd's stamps are whole seconds: what a clock is off by less than one bears on no order. */
const NOTICEABLE_OFFSET_MS = 1_000;

/** When something can have happened, by Pairwatch's clock: it is read now. */
export type Bounds = { notBefore: number; now: number };

/**
 * When something happened by Pairwatch's clock: a stamp of the server's clock, moved by what that is known to be off,
 * but within the bounds, whatever that clock says.
 */
export function ourTimeOf({ clockReadings }: ServerMemory, at: number, { notBefore, now }: Bounds): number {
  const [best] = clockReadings.toSorted((one, other) => one.uncertaintyMs - other.uncertaintyMs);
  const offsetMs = best && Math.abs(best.offsetMs) >= NOTICEABLE_OFFSET_MS ? best.offsetMs : 0;
  return Math.min(Math.max(at - offsetMs, notBefore), now);
}
