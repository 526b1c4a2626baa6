const HOUR_MS = 3_600_000;

/** What a spark shows, after "in": "the last 24 h". */
export function sparkPeriod(lengthMs: number): string {
  return `the last ${Math.round(lengthMs / HOUR_MS)} h`;
}
