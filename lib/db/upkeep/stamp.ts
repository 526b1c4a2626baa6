/** Time as it stands in names of files: 20261122T062356Z. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}
