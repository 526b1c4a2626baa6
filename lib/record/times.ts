import type { MeanTime, RecordIncident } from '../contracts/period-report.ts';
import { medianOf } from '../pair/median.ts';

/** What each time is; the words are those of the report on an incident, for the same thing. */
export const TIME_DEFINITIONS: Record<MeanTime['code'], { title: string; definition: string }> = {
  detect: {
    title: 'Time to detect (MTTD)',
    definition:
      'From the first symptom to the opening of the incident. It holds the time for which a rule waits before it fires.',
  },
  acknowledge: {
    title: 'Time to acknowledge (MTTA)',
    definition: 'From the opening of the incident until somebody first acknowledged it.',
  },
  recover: {
    title: 'Time to recover (MTTR)',
    definition:
      'From the first symptom until the pair was healthy again and stayed so. The wait whether it stays so is no part of it.',
  },
};

const MEASURED = { detect: 'detectMs', acknowledge: 'acknowledgeMs', recover: 'recoverMs' } as const;

/** Mean and median of the incidents that began in the period and were not planned. */
export function timesOf(incidents: readonly RecordIncident[]): MeanTime[] {
  const counted = incidents.filter(({ isPlanned, isFromBefore }) => !isPlanned && !isFromBefore);
  return (['detect', 'acknowledge', 'recover'] as const).map((code) => {
    const values = counted.flatMap((incident) => incident[MEASURED[code]] ?? []);
    const sum = values.reduce((all, value) => all + value, 0);
    return {
      code,
      ...TIME_DEFINITIONS[code],
      count: values.length,
      without: counted.length - values.length,
      meanMs: values.length === 0 ? null : Math.round(sum / values.length),
      medianMs: values.length === 0 ? null : Math.round(medianOf(values)),
    };
  });
}
