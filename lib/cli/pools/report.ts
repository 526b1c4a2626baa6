import type { LeaseCounts } from '../../dhcpd/leases/counts.ts';
import type { Differences } from '../../dhcpd/pools/differences.ts';
import type {
  PoolCounts,
  PoolFigures,
  RangeFigures,
  SharedNetworkFigures,
} from '../../dhcpd/pools/figures.ts';
import type { Problem } from '../leases/problems.ts';
import { type RowOrder, rangeOrder } from './rows.ts';

/** Everything one run of the command found out. */
export type PoolsReport = {
  figures: PoolFigures;
  /** Of the partner's lease file, with the ranges of the same configuration; null without one. */
  partner: PoolFigures | null;
  differences: Differences | null;
  problems: Problem[];
};

/** One server's counts and, where its lease file was given, the partner's. */
export type Row<Counts extends PoolCounts> = { own: Counts; partner: PoolCounts | null };

export type Rows = {
  ranges: Row<RangeFigures>[];
  sharedNetworks: Row<SharedNetworkFigures>[];
  total: Row<PoolCounts>;
};

/** The figures of both servers beside each other, the ranges in the order asked for. */
export function rowsOf({ figures, partner }: PoolsReport, order: RowOrder): Rows {
  const compare = rangeOrder(order);
  const ranges = figures.ranges.map((own, index) => ({ own, partner: partner?.ranges[index] ?? null }));
  return {
    ranges: ranges.sort((a, b) => compare(a.own, b.own)),
    sharedNetworks: figures.sharedNetworks.map((own, index) => ({
      own,
      partner: partner?.sharedNetworks[index] ?? null,
    })),
    total: { own: figures.total, partner: partner?.total ?? null },
  };
}

/** The counts in the order in which every output has them. */
export const COUNT_NAMES = [
  'size',
  'active',
  'ended',
  'free',
  'backup',
  'expired',
  'released',
  'abandoned',
  'reset',
  'reserved',
] as const satisfies readonly (keyof LeaseCounts)[];

/** The counts alone, in their order. */
export function countsOf(counts: PoolCounts): LeaseCounts {
  // Every name of LeaseCounts is among COUNT_NAMES.
  return Object.fromEntries(COUNT_NAMES.map((name) => [name, counts[name]])) as LeaseCounts;
}
