import type { AlertDto } from '../../lib/contracts/alert.ts';

/**
 * Whether an alert fires although its condition holds no more: it waits whether that stays so, and what was judged last
 * tells of the present, not of why it fires.
 */
export function isEnding({
  phase,
  noDataSince,
  levels,
}: Pick<AlertDto, 'phase' | 'noDataSince' | 'levels'>): boolean {
  return phase === 'firing' && noDataSince === null && levels.every(({ since }) => since === null);
}
