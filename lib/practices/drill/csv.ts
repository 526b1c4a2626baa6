import { type CsvCell, csvLine } from '../../contracts/csv.ts';
import type { DrillReport, DrillStep } from '../../contracts/drill.ts';

const COLUMNS: readonly (readonly [name: string, of: (step: DrillStep) => CsvCell])[] = [
  ['step', ({ code }) => code],
  ['title', ({ title }) => title],
  ['status', ({ status }) => status],
  ['need', ({ need }) => need],
  ['expected', ({ expected }) => expected],
  ['expected within (ms)', ({ withinMs }) => withinMs],
  ['seen (UTC, Pairwatch clock)', ({ at }) => at],
  ['give or take (ms)', ({ uncertaintyMs }) => uncertaintyMs],
  ['stamp of the server (UTC, its own clock)', ({ stampAt }) => stampAt],
  ['took (ms)', ({ tookMs }) => tookMs],
  ['what was seen', ({ sentence }) => sentence],
  ['evidence', ({ evidence }) => evidence.map(({ text }) => text).join(' | ')],
];

/** The steps of a drill as a table for a spreadsheet, its head first. */
export function drillCsv({ steps }: DrillReport): string {
  return [
    csvLine(COLUMNS.map(([name]) => name)),
    ...steps.map((step) => csvLine(COLUMNS.map(([, of]) => of(step)))),
  ].join('');
}
