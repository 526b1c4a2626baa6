import type { ConfiguredPool, ConfiguredRange } from '../../dhcpd/config/config.ts';
import type { Both, Role } from './facts.ts';
import { ROLES } from './facts.ts';
import type { Peers } from './peers.ts';
import type { Side } from './side.ts';

/** A range, with who takes part in giving its addresses out. */
export type ServedRange = ConfiguredRange & {
  /**
   * Index of the pair's relation that its pool is in; `none` for no failover, `other` for another pair's, `undeclared`
   * for a peer that does not exist, with which dhcpd does not start.
   */
  failover: number | 'none' | 'other' | 'undeclared';
};

/** Ranges of both servers that have addresses in common, directly or by way of each other. */
export type Cluster = Both<ServedRange[]>;

/** What the two servers give out, cluster by cluster, in the order of addresses. */
export function clusterRanges(sides: Both<Side>, peers: Peers): Cluster[] {
  const ranges = ROLES.flatMap((role) =>
    sides[role].config.ranges
      // What lies in no subnet is given out by nobody: dhcpd does not start.
      .filter(({ subnet }) => subnet !== null)
      .map((range) => ({ role, range: served(role, range, sides[role], peers) })),
  ).sort((a, b) => a.range.low - b.range.low);
  const clusters: Cluster[] = [];
  let current: Cluster | undefined;
  let highest = -1;
  for (const { role, range } of ranges) {
    if (!current || range.low > highest) {
      current = { primary: [], secondary: [] };
      clusters.push(current);
    }
    current[role].push(range);
    highest = Math.max(highest, range.high);
  }
  return clusters;
}

function served(role: Role, range: ConfiguredRange, { config }: Side, peers: Peers): ServedRange {
  if (range.peer === null) return { ...range, failover: 'none' };
  const relation = peers.relations.findIndex((each) => each[role].name === range.peer);
  if (relation !== -1) return { ...range, failover: relation };
  const isDeclared = config.peers.some(({ name }) => name === range.peer);
  return { ...range, failover: isDeclared ? 'other' : 'undeclared' };
}

/** Whether the addresses of both sides are the same, however they are cut into ranges. */
export function coverSame(one: readonly ServedRange[], other: readonly ServedRange[]): boolean {
  const [a, b] = [joined(one), joined(other)];
  return a.length === b.length && a.every(({ low, high }, at) => b[at]?.low === low && b[at]?.high === high);
}

/** The ranges with those made one that touch or overlap; they come in the order of addresses. */
function joined(ranges: readonly ServedRange[]): { low: number; high: number }[] {
  const spans: { low: number; high: number }[] = [];
  for (const { low, high } of ranges) {
    const last = spans.at(-1);
    if (last && low <= last.high + 1) last.high = Math.max(last.high, high);
    else spans.push({ low, high });
  }
  return spans;
}

/** Each range of the primary with each of the secondary that has addresses in common with it. */
export function overlapsIn({ primary, secondary }: Cluster): Both<ServedRange>[] {
  const pairs: Both<ServedRange>[] = [];
  let from = 0;
  for (const one of primary) {
    while ((secondary[from]?.high ?? Number.POSITIVE_INFINITY) < one.low) from++;
    for (let at = from; at < secondary.length; at++) {
      const other = secondary[at];
      if (!other || other.low > one.high) break;
      pairs.push({ primary: one, secondary: other });
    }
  }
  return pairs;
}

/** The two pool blocks that addresses are in, the same addresses and the same relation. */
export type PoolPair = {
  primary: ConfiguredPool;
  secondary: ConfiguredPool;
  /** The first ranges that they have in common. */
  ranges: Both<ServedRange>;
};

/** The pools of the pair's failover that hold the same addresses, each two once. */
export function pairPools(sides: Both<Side>, clusters: readonly Cluster[]): PoolPair[] {
  const pairs = new Map<string, PoolPair>();
  for (const ranges of clusters.flatMap(overlapsIn)) {
    const primary = sides.primary.config.pools[ranges.primary.pool];
    const secondary = sides.secondary.config.pools[ranges.secondary.pool];
    const isOne = typeof ranges.primary.failover === 'number';
    if (!primary || !secondary || !isOne || ranges.primary.failover !== ranges.secondary.failover) continue;
    const key = `${ranges.primary.pool} ${ranges.secondary.pool}`;
    if (!pairs.has(key)) pairs.set(key, { primary, secondary, ranges });
  }
  return [...pairs.values()];
}
