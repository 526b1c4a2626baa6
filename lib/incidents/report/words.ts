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
