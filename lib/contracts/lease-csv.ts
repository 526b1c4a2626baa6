import { type CsvCell, csvLine } from './csv.ts';
import type { AddressLeasesDto, LeaseDto, LeaseRecordDto } from './lease.ts';

/** Times are ISO 8601 in UTC; by whose clock is in the name. A time `never` stands as that word, an unset one is empty. */
const COLUMNS: readonly (readonly [name: string, of: (lease: LeaseDto) => CsvCell])[] = [
  ['state', ({ state }) => state],
  ['active past its end', ({ ended }) => ended],
  ['next state', ({ nextState }) => nextState],
  ['rewind state', ({ rewindState }) => rewindState],
  ['host name', ({ hostname }) => hostname],
  ['hardware type', ({ hardwareType }) => hardwareType],
  ['hardware address', ({ hardware }) => hardware],
  ['client id (hex)', ({ clientId }) => clientId],
  ['vendor class', ({ vendorClass }) => vendorClass],
  ['starts (UTC, server clock)', ({ starts }) => starts],
  ['ends (UTC, server clock)', ({ ends }) => ends],
  ['tstp (UTC, server clock)', ({ tstp }) => tstp],
  ['tsfp (UTC, server clock)', ({ tsfp }) => tsfp],
  ['atsfp (UTC, server clock)', ({ atsfp }) => atsfp],
  ['cltt (UTC, server clock)', ({ cltt }) => cltt],
  ['since (UTC, server clock)', ({ since }) => since],
  ['read (UTC, Pairwatch clock)', ({ observedAt }) => observedAt],
  ['reserved', ({ reserved }) => reserved],
  ['bootp', ({ bootp }) => bootp],
  ['billing class', ({ billingClass }) => billingClass],
  ['agent options (JSON)', ({ agentOptions }) => jsonOf(agentOptions)],
  ['variables (JSON)', ({ variables }) => jsonOf(variables)],
];

const jsonOf = (object: object): string | null =>
  Object.keys(object).length === 0 ? null : JSON.stringify(object);

const NAMES = [
  'pair',
  'address',
  'server',
  'servers differ',
  'why there is no lease',
  ...COLUMNS.map(([name]) => name),
];

export const LEASE_CSV_HEADER = csvLine(NAMES);

/** One line for each server's record of an address. */
export function leaseCsvLines(pair: string, { address, differ, records }: AddressLeasesDto): string {
  const lineOf = ({ server, lease, missing }: LeaseRecordDto) =>
    csvLine([pair, address, server, differ, missing, ...COLUMNS.map(([, of]) => lease && of(lease))]);
  return records.map(lineOf).join('');
}

/** What a table that is not whole says in its last line. */
export function leaseCsvEnd(text: string): string {
  return csvLine([text]);
}
