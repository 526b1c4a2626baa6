import type { PeriodKind } from '@/lib/contracts/period-report.ts';
import type { MadeReportDto } from '@/lib/contracts/report-schedule.ts';

export const PERIODS: readonly { value: PeriodKind; word: string }[] = [
  { value: 'week', word: 'week, from Monday on' },
  { value: 'month', word: 'month' },
];

export const ofPairs = (pair: string | null): string => (pair === null ? 'all pairs' : `pair ${pair}`);

/** `Week 2026-W47, pair office`, with how far it had come where it was not over. */
export function reportTitle({ period, name, pair, isOver }: MadeReportDto): string {
  const far = isOver ? '' : ' so far';
  return `${period === 'week' ? 'Week' : 'Month'} ${name}${far}, ${ofPairs(pair)}`;
}
