/** A time in a sentence that is kept and read later, by anyone: `2026-11-22 00:52 UTC`. */
export function utcMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
