/** Longer than a wall clock that runs can stand still. */
const LONGEST_WAIT_MS = 5;

/**
 * Our wall clock as a function of `performance.now()`, in ms since 1970 and finer than a millisecond. Made anew for each
 * measurement, for the two drift apart when the wall clock is set; and within one measurement a wall clock that is set
 * must not pass for the server's offset. Waits for the next millisecond, so it blocks for 1 ms at most.
 */
export function tieWallClock(): (monotonicMs: number) => number {
  const startedAt = performance.now();
  const before = Date.now();
  let wall = before;
  let monotonic = startedAt;
  while (wall === before && monotonic - startedAt < LONGEST_WAIT_MS) {
    monotonic = performance.now();
    wall = Date.now();
  }
  return (monotonicMs) => wall + (monotonicMs - monotonic);
}
