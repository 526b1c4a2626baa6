import { type CsvCell, csvLine } from '../contracts/csv.ts';
import type { IncidentReport, ReportEvent } from '../contracts/incident-report.ts';

const COLUMNS: readonly (readonly [name: string, of: (event: ReportEvent) => CsvCell])[] = [
  ['event', ({ eventId }) => eventId],
  ['happened (UTC, Pairwatch clock)', ({ at }) => at],
  ['stamp of the server (UTC, its own clock)', ({ serverStamp }) => serverStamp],
  ['the same by Pairwatch’s clock (UTC)', ({ corrected }) => corrected?.at ?? null],
  ['clock of the server minus Pairwatch’s (ms)', ({ corrected }) => corrected?.offsetMs ?? null],
  ['give or take (ms)', ({ corrected }) => corrected?.uncertaintyMs ?? null],
  ['seen (UTC, Pairwatch clock)', ({ observedAt }) => observedAt],
  ['server', ({ server }) => server],
  ['kind', ({ kind }) => kind],
  ['from', ({ from }) => from],
  ['to', ({ to }) => to],
  ['sentence', ({ sentence }) => sentence],
  ['sources', ({ sources }) => sources.join(' ')],
  ['by', ({ actor }) => actor],
  ['times told', ({ count }) => count],
  ['from before Pairwatch watched', ({ backfilled }) => backfilled],
  ['evidence', ({ evidence }) => evidence.join(' ')],
];

/** The timeline of a report as a table for a spreadsheet, its head first. */
export function timelineCsv({ timeline }: IncidentReport): string {
  const head = csvLine(COLUMNS.map(([name]) => name));
  return head + timeline.map((event) => csvLine(COLUMNS.map(([, of]) => of(event)))).join('');
}
