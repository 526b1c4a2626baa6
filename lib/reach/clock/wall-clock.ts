/** Our own wall clock, in ms since 1970, finer than the millisecond that Date.now() gives. */
export type WallClock = {
  /** What it shows, or showed, at a reading of `performance.now()`. */
  at(monotonicMs: number): number;
  /** How far off that may be. */
  errorMs: number;
};

/** Good enough for any network. */
const EXACT_MS = 0.02;
const TRIES = 5;
/** Longer than a wall clock that runs can stand still. */
const LONGEST_STILL_MS = 5;

/**
 * Ties the wall clock to `performance.now()` by watching it go from one millisecond to the next, which blocks for a few of
 * them at most. To be done anew for each measurement: the two drift apart when the wall clock is set, and within one
 * measurement a wall clock that is set must not pass for the server's offset.
 */
export function tieWallClock(): WallClock {
  let best = watchMillisecond();
  // On a busy machine this process may have been put aside just then.
  for (let tries = 1; best.errorMs > EXACT_MS && tries < TRIES; tries++) {
    const again = watchMillisecond();
    if (again.errorMs < best.errorMs) best = again;
  }
  return best;
}

function watchMillisecond(): WallClock {
  const startedAt = performance.now();
  let [earliest, before] = [startedAt, Date.now()];
  for (;;) {
    const asked = performance.now();
    const wall = Date.now();
    const latest = performance.now();
    // The millisecond began after `before` was read and before `wall` was.
    if (wall !== before || latest - startedAt > LONGEST_STILL_MS) {
      const began = (earliest + latest) / 2;
      return { at: (monotonicMs) => wall + (monotonicMs - began), errorMs: (latest - earliest) / 2 };
    }
    [earliest, before] = [asked, wall];
  }
}
