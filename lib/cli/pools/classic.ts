import { formatAddress } from '../../dhcpd/address.ts';
import type { PoolCounts } from '../../dhcpd/pools/figures.ts';
import { touched } from '../../dhcpd/pools/usage.ts';
import type { Parts, Sections } from './arguments.ts';
import { type PoolsReport, rowsOf } from './report.ts';
import type { RowOrder } from './rows.ts';

/** What dhcpd-pools calls everything outside a declared shared network, and the sum of all. */
export const ALL_NETWORKS = 'All networks';

export type ClassicOptions = { order: RowOrder; parts: Parts; allAsShared: boolean };

/** A range, a shared network or the sum of all, under the names of dhcpd-pools. */
export type ClassicEntry = { name: string; first: string; last: string; counts: PoolCounts };
export type ClassicEntries = Record<keyof Sections, ClassicEntry[]>;

export const SECTIONS = ['ranges', 'sharedNetworks', 'total'] as const satisfies (keyof Sections)[];
export const TITLES: Record<keyof Sections, string> = {
  ranges: 'Ranges:',
  sharedNetworks: 'Shared networks:',
  total: 'Sum of all ranges:',
};

/** The entries as dhcpd-pools groups them. */
export function classicEntries(report: PoolsReport, { order, allAsShared }: ClassicOptions): ClassicEntries {
  const { ranges, sharedNetworks, total } = rowsOf(report, order);
  const shown = sharedNetworks.map(({ own }) => own).filter(({ implicit }) => allAsShared || !implicit);
  const names = new Set(shown.map(({ name }) => name));
  return {
    ranges: ranges.map(({ own }) => ({
      name: names.has(own.sharedNetwork) ? own.sharedNetwork : ALL_NETWORKS,
      first: formatAddress(own.low),
      last: formatAddress(own.high),
      counts: own,
    })),
    sharedNetworks: shown.map((counts) => ({ name: counts.name, first: '', last: '', counts })),
    total: [{ name: ALL_NETWORKS, first: '', last: '', counts: total.own }],
  };
}

/** Whether the columns for what the partner may give are shown: dhcpd-pools has them only where there is something. */
export function hasBackup({ figures }: PoolsReport): boolean {
  return figures.total.backupBlocks > 0;
}

/** max, cur, percent, touch, t+c, its percent, bu, its percent. */
export function classicFigures(counts: PoolCounts, withBackup: boolean): string[] {
  const percent = (part: number) => (counts.size === 0 ? 'nan' : ((part / counts.size) * 100).toFixed(3));
  const usedOrTouched = counts.active + touched(counts);
  const figures = [counts.size, counts.active, percent(counts.active)];
  const touchedFigures = [touched(counts), usedOrTouched, percent(usedOrTouched)];
  const backup = withBackup ? [counts.backupBlocks, percent(counts.backupBlocks)] : [];
  return [...figures, ...touchedFigures, ...backup].map(String);
}

/** `-f j`: the JSON of dhcpd-pools, where "free" is what is not in use. */
export function reportAsClassicJson(report: PoolsReport, options: ClassicOptions): string {
  const { ranges, sharedNetworks, total } = classicEntries(report, options);
  const { heads, figures } = options.parts;
  const object = {
    ...(figures.ranges && {
      subnets: ranges.map(({ name, first, last, counts }) => ({
        location: name,
        range: `${first} - ${last}`,
        ...classicCounts(counts),
      })),
    }),
    ...(figures.sharedNetworks && {
      'shared-networks': sharedNetworks.map(({ name, counts }) => ({
        location: name,
        ...classicCounts(counts),
      })),
    }),
    // The head's digit, not that of the figures, as dhcpd-pools has it.
    ...(heads.total &&
      total[0] && { summary: { location: ALL_NETWORKS, ...classicCounts(total[0].counts) } }),
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}

function classicCounts(counts: PoolCounts) {
  return {
    defined: counts.size,
    used: counts.active,
    touched: touched(counts),
    free: counts.size - counts.active,
  };
}
