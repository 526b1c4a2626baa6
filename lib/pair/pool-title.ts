/** What people call a pool: its shared network and its range; one that has many ranges goes by the first of them. */
export function poolTitle(sharedNetwork: string, ranges: readonly { low: string; high: string }[]): string {
  const [first, ...others] = ranges;
  if (!first) return sharedNetwork;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${sharedNetwork} ${first.low}–${first.high}${more}`;
}
