import { formatAddress } from '../../dhcpd/address.ts';
import type { PoolCounts } from '../../dhcpd/pools/figures.ts';
import { countsOf, type PoolsReport, type Row, rowsOf } from './report.ts';
import type { RowOrder } from './rows.ts';

/** The report as one JSON object; `partner` and `differences` stand in it only where a partner's lease file was given. */
export function reportAsJson(report: PoolsReport, order: RowOrder): string {
  const { ranges, sharedNetworks, total } = rowsOf(report, order);
  const object = {
    ranges: ranges.map((row) => ({
      sharedNetwork: row.own.sharedNetwork,
      subnet: row.own.subnet,
      first: formatAddress(row.own.low),
      last: formatAddress(row.own.high),
      ...counted(row),
    })),
    sharedNetworks: sharedNetworks.map((row) => ({ name: row.own.name, ...counted(row) })),
    total: counted(total),
    ...(report.differences && {
      differences: {
        count: report.differences.count,
        addresses: report.differences.addresses.map(({ address, own, partner }) => ({
          address: formatAddress(address),
          state: own,
          partnerState: partner,
        })),
      },
    }),
    problems: report.problems,
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}

function counted({ own, partner }: Row<PoolCounts>) {
  return { ...countsOf(own), ...(partner && { partner: countsOf(partner) }) };
}
