import { advance } from '../model/advance.ts';
import type { World } from '../model/world.ts';
import { leap } from './leap.ts';

const MINUTE_MS = 60_000;

/** A pair is lived through in steps until so long after something was done to it. */
const STIRRED_FOR_MS = 3 * MINUTE_MS;
/** Not worth a leap. */
const SHORT_MS = MINUTE_MS / 2;
/** `advance` takes a longer time for a machine that was asleep. */
const SLICE_MS = 5 * MINUTE_MS;
/** While something may change at any moment. */
const STIRRED_SLICE_MS = MINUTE_MS / 6;

/** The shortest timer of dhcpd is 3 s. */
const TICK_MS = 2_000;
const LONG_TICK_MS = 5_000;
/** Servers that tell each other all their leases answer within two seconds, and have but so many on the way. */
const TALKING_TICK_MS = 500;

/**
 * Has a world live up to a time as cheaply as that can be told: in steps where something goes on, else at one leap.
 * `stirredMs`: when something was done to it last.
 */
export function liveUntil(world: World, toMs: number, stirredMs: number): void {
  while (world.nowMs < toMs) {
    const isStirred = world.nowMs < stirredMs + STIRRED_FOR_MS;
    if (isCalm(world) && !isStirred && toMs - world.nowMs >= SHORT_MS) {
      leap(world, toMs);
      return;
    }
    const untilMs = Math.min(toMs, world.nowMs + (isStirred ? STIRRED_SLICE_MS : SLICE_MS));
    advance(world, untilMs, tickMs(world, isStirred));
    // Less than a tick may be left.
    world.nowMs = untilMs;
  }
}

function tickMs(world: World, isStirred: boolean): number {
  const { a, b } = world.servers;
  if (a.connected && b.connected && !isCalm(world)) return TALKING_TICK_MS;
  return isStirred ? TICK_MS : LONG_TICK_MS;
}

function isCalm({ partitioned, servers: { a, b } }: World): boolean {
  return (
    !partitioned && [a, b].every(({ alive, state, connected }) => alive && state === 'normal' && connected)
  );
}
