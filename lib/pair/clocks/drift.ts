/** A quartz clock that nothing steers errs by less than this. */
const UNSTEERED_DRIFT = 100e-6;

/** How far two clocks may have moved apart since they were compared. Milliseconds in and out. */
export function driftMs(elapsedMs: number): number {
  return Math.abs(elapsedMs) * UNSTEERED_DRIFT;
}
