import { type CsvCell, csvLine } from './csv.ts';
import type { EventDto } from './event.ts';

const COLUMNS: readonly (readonly [name: string, of: (event: EventDto) => CsvCell])[] = [
  ['id', ({ id }) => id],
  ['happened (UTC, Pairwatch clock)', ({ sortAt }) => sortAt],
  ['seen (UTC, Pairwatch clock)', ({ observedAt }) => observedAt],
  ['stamp (UTC)', ({ at }) => at],
  ['clock of the stamp', ({ clock }) => clock],
  ['pair', ({ pair }) => pair],
  ['server', ({ server }) => server],
  ['kind', ({ kind }) => kind],
  ['from', ({ from }) => from],
  ['to', ({ to }) => to],
  ['sentence', ({ sentence }) => sentence],
  ['by', ({ actor }) => actor],
  ['incident', ({ incidentId }) => incidentId],
  ['times told', ({ count }) => count],
  ['last told (UTC, Pairwatch clock)', ({ lastAt }) => lastAt],
  ['from before Pairwatch watched', ({ backfilled }) => backfilled],
  ['evidence', evidenceOf],
];

export const EVENT_CSV_HEADER = csvLine(COLUMNS.map(([name]) => name));

export function eventCsvLine(event: EventDto): string {
  return csvLine(COLUMNS.map(([, of]) => of(event)));
}

/** What a table that is not whole says in its last line. */
export const eventCsvEnd = (text: string): string => csvLine([text]);

/** `dhcp-a omapi: local-state 3`, each on a line of its own. */
function evidenceOf({ evidence }: EventDto): string {
  return evidence.map(({ server, source, text }) => `${server ?? 'Pairwatch'} ${source}: ${text}`).join('\n');
}
