import type { PHASE_CODES } from '../../contracts/incident-report.ts';

export const PHASE_TITLES: Record<(typeof PHASE_CODES)[number], string> = {
  'first-symptom': 'First symptom',
  detected: 'Detected',
  paged: 'Paged',
  acknowledged: 'Acknowledged',
  'partner-down-set': 'Partner-down set',
  recovered: 'Recovered',
  stable: 'Stable',
};

/** How far a measured value went, of points of which one has a value at least. */
export function extentOf(points: readonly (readonly [number, number | null])[]): string {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? `${least} all the time.` : `from ${least} to ${most}.`;
}
