import { isEnded } from '../../contracts/lease-filter.ts';
import { formatAddress } from '../../dhcpd/address.ts';
import type { LeaseRecord } from '../../dhcpd/leases/items.ts';
import type { AddressLeases } from './current-leases.ts';
import { timeText } from './json.ts';

/** The widths stand beforehand: the first line is printed before the last lease is read. */
const COLUMNS: [head: string, width: number][] = [
  ['address', 15],
  ['server', 7],
  ['state', 9],
  ['ends', 20],
  ['hardware', 17],
  ['client id', 23],
  ['hostname', 0],
];

export const TABLE_HEAD = line(COLUMNS.map(([head]) => head));

/** The lines of one address: one, or one for each server where there is a partner's lease file. */
export function leasesAsTable(leases: AddressLeases, hasPartner: boolean, nowSeconds: number): string {
  const own = line([formatAddress(leases.address), 'this', ...cells(leases.own, nowSeconds)]);
  return hasPartner ? own + line(['', 'partner', ...cells(leases.partner, nowSeconds)]) : own;
}

function cells(record: LeaseRecord | null, nowSeconds: number): string[] {
  if (!record) return ['no block'];
  const state = isEnded(record, nowSeconds) ? 'ended' : record.state;
  return [
    state,
    timeText(record.ends) ?? '-',
    record.hardware ?? '-',
    record.clientId ?? '-',
    record.hostname ?? '-',
  ];
}

function line(texts: string[]): string {
  const padded = texts.map((text, column) => text.padEnd(COLUMNS[column]?.[1] ?? 0));
  return `${padded.join('  ').trimEnd()}\n`;
}
