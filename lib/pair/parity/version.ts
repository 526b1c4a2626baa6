/** The numbers of `4.4.3-P1`, and its patch level behind them; empty when the text is no version. */
function numbersOf(version: string): number[] {
  const match = /^(\d+(?:\.\d+)*)(?:-P(\d+))?/.exec(version);
  return match ? [...(match[1] ?? '').split('.').map(Number), Number(match[2] ?? 0)] : [];
}

/** Whether dhcpd of the one version came before the other one. */
export function isOlderThan(version: string, other: string): boolean {
  const [one, two] = [numbersOf(version), numbersOf(other)];
  for (let at = 0; at < Math.max(one.length, two.length); at++) {
    const difference = (one[at] ?? 0) - (two[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The part that changes with features: `4.4` of `4.4.3-P1`. */
export function featureVersion(version: string): string {
  return numbersOf(version).slice(0, 2).join('.');
}
