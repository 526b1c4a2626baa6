import { formatAddress } from '../../dhcpd/address.ts';
import type { PoolCounts } from '../../dhcpd/pools/figures.ts';
import { usedPercent } from '../../dhcpd/pools/usage.ts';
import { alignColumns } from '../columns.ts';
import type { Parts } from './arguments.ts';
import { COUNT_NAMES, type PoolsReport, type Row, rowsOf } from './report.ts';
import type { RowOrder } from './rows.ts';

const FIGURE_HEADS = [...COUNT_NAMES, 'used'];

/** The report in aligned columns; with a partner every entry has two lines. */
export function reportAsTable(report: PoolsReport, order: RowOrder, { heads, figures }: Parts): string {
  const { ranges, sharedNetworks, total } = rowsOf(report, order);
  const withPartner = report.partner !== null;
  const sections: Section[] = [
    {
      heads: ['range', 'shared network', 'subnet'],
      rows: ranges.map(({ own, partner }) => ({
        names: [
          `${formatAddress(own.low)} - ${formatAddress(own.high)}`,
          own.sharedNetwork,
          own.subnet ?? '-',
        ],
        counts: { own, partner },
      })),
      shown: { heads: heads.ranges, figures: figures.ranges },
    },
    {
      heads: ['shared network'],
      rows: sharedNetworks.map(({ own, partner }) => ({ names: [own.name], counts: { own, partner } })),
      shown: { heads: heads.sharedNetworks, figures: figures.sharedNetworks },
    },
    {
      heads: [''],
      rows: [{ names: ['total'], counts: total }],
      shown: { heads: heads.total, figures: figures.total },
    },
  ];
  const texts = sections.map((section) => sectionText(section, withPartner));
  return [...texts, differencesText(report)].filter((text) => text !== '').join('\n');
}

type Section = {
  heads: string[];
  rows: { names: string[]; counts: Row<PoolCounts> }[];
  shown: { heads: boolean; figures: boolean };
};

function sectionText({ heads, rows, shown }: Section, withPartner: boolean): string {
  const lines = [
    [...heads, ...(withPartner ? ['server'] : []), ...FIGURE_HEADS],
    ...rows.flatMap(({ names, counts: { own, partner } }) => {
      if (!partner) return [[...names, ...figureCells(own)]];
      return [
        [...names, 'this', ...figureCells(own)],
        [...names.map(() => ''), 'partner', ...figureCells(partner)],
      ];
    }),
  ];
  const [head = '', ...body] = alignColumns(lines, heads.length + (withPartner ? 1 : 0));
  const printed = [...(shown.heads ? [head] : []), ...(shown.figures ? body : [])];
  return printed.map((line) => `${line}\n`).join('');
}

function figureCells(counts: PoolCounts): string[] {
  const used = counts.size === 0 ? '-' : `${usedPercent(counts).toFixed(1)}%`;
  return [...COUNT_NAMES.map((name) => String(counts[name])), used];
}

function differencesText({ differences }: PoolsReport): string {
  if (!differences) return '';
  const { count, addresses } = differences;
  if (count === 0) return 'Both servers tell the same state of every address.\n';
  const lines = addresses.map(
    ({ address, own, partner }) => `  ${formatAddress(address)}: ${own}, partner ${partner}\n`,
  );
  const rest = count > addresses.length ? `  … and ${count - addresses.length} more\n` : '';
  return `Addresses whose state the servers tell differently: ${count}\n${lines.join('')}${rest}`;
}
