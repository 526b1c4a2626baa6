/** "1 address", "1200 addresses". */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** "0.4 %", "12 %"; 0 and 100 only where it is exactly that. */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 0.1) return 'less than 0.1 %';
  if (percent < 10) return `${Number(percent.toFixed(1))} %`;
  return `${percent < 100 ? Math.min(99, Math.round(percent)) : percent} %`;
}
