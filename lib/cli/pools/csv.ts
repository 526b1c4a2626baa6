import { formatAddress } from '../../dhcpd/address.ts';
import type { PoolCounts } from '../../dhcpd/pools/figures.ts';
import { COUNT_NAMES, type PoolsReport, type Row, rowsOf } from './report.ts';
import type { RowOrder } from './rows.ts';

const NAMES = ['kind', 'sharedNetwork', 'subnet', 'first', 'last'];

/** One table (RFC 4180): a line for each range, each shared network and the total; the partner's counts stand last. */
export function reportAsCsv(report: PoolsReport, order: RowOrder): string {
  const { ranges, sharedNetworks, total } = rowsOf(report, order);
  const partnerNames = report.partner ? COUNT_NAMES.map((name) => `partner.${name}`) : [];
  const lines = [
    [...NAMES, ...COUNT_NAMES, ...partnerNames],
    ...ranges.map((row) => {
      const { sharedNetwork, subnet, low, high } = row.own;
      return ['range', sharedNetwork, subnet ?? '', formatAddress(low), formatAddress(high), ...counts(row)];
    }),
    ...sharedNetworks.map((row) => ['sharedNetwork', row.own.name, '', '', '', ...counts(row)]),
    ['total', '', '', '', '', ...counts(total)],
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

function counts({ own, partner }: Row<PoolCounts>): number[] {
  return [own, ...(partner ? [partner] : [])].flatMap((counted) => COUNT_NAMES.map((name) => counted[name]));
}

function csvCell(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
