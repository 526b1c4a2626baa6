import { formatAddress } from '../address.ts';
import type { PoolCounts, PoolFigures, RangeFigures, SharedNetworkFigures } from './figures.ts';
import { usedPercent } from './usage.ts';

/** From when on a range or shared network is too full; both halves of a limit must be passed. */
export type Thresholds = {
  warning: Limit;
  critical: Limit;
  /** Nothing of this size or smaller alarms. */
  minSize: number;
  watch: { ranges: boolean; sharedNetworks: boolean };
  /** Ranges inside a declared shared network don't alarm: the network does. */
  sharedNetworksSpeakForRanges: boolean;
  /** A subnet that stands alone counts as a shared network as well. */
  allAsShared: boolean;
};

export type Limit = {
  /** More than this share is active. */
  usedPercent: number;
  /** Fewer addresses than this are not active. */
  notActive: number;
};

export type Level = 'ok' | 'warning' | 'critical';

export type Tally = Record<Level | 'ignored', number>;

export type Alarming = { name: string; level: 'warning' | 'critical'; usedPercent: number };

export type Judgement = {
  level: Level;
  ranges: Tally;
  sharedNetworks: Tally;
  /** The worst first. */
  alarming: Alarming[];
};

/** No address space has more, so this limit is always passed. */
export const ANY_COUNT = 2 ** 32;

/** Judges as dhcpd-pools documents it; where its version 2.29 does otherwise, docs/pools.md says why. */
export function judgePools(figures: PoolFigures, thresholds: Thresholds): Judgement {
  const ranges = watchedRanges(figures, thresholds).map((range) => ({
    name: `${formatAddress(range.low)} - ${formatAddress(range.high)}`,
    ...judge(range, thresholds),
  }));
  const sharedNetworks = watchedNetworks(figures, thresholds).map((network) => ({
    name: network.name,
    ...judge(network, thresholds),
  }));
  const alarming = [...ranges, ...sharedNetworks].filter(isAlarming).sort(worstFirst);
  return {
    level: alarming[0]?.level ?? 'ok',
    ranges: tally(ranges),
    sharedNetworks: tally(sharedNetworks),
    alarming,
  };
}

/** The ranges that can alarm, ignored ones included. */
export function watchedRanges(figures: PoolFigures, thresholds: Thresholds): RangeFigures[] {
  if (!thresholds.watch.ranges) return [];
  if (!thresholds.sharedNetworksSpeakForRanges) return figures.ranges;
  const speaking = new Set(countedNetworks(figures, thresholds).map(({ name }) => name));
  return figures.ranges.filter(({ sharedNetwork }) => !speaking.has(sharedNetwork));
}

/** The shared networks that can alarm, ignored ones included. */
export function watchedNetworks(figures: PoolFigures, thresholds: Thresholds): SharedNetworkFigures[] {
  return thresholds.watch.sharedNetworks ? countedNetworks(figures, thresholds) : [];
}

function countedNetworks({ sharedNetworks }: PoolFigures, { allAsShared }: Thresholds) {
  return sharedNetworks.filter(({ implicit }) => allAsShared || !implicit);
}

type Judged = { level: Level | 'ignored'; usedPercent: number };

function judge(counts: PoolCounts, { warning, critical, minSize }: Thresholds): Judged {
  const percent = usedPercent(counts);
  const level = () => {
    if (counts.size <= minSize) return 'ignored';
    if (isPassed(critical, counts)) return 'critical';
    return isPassed(warning, counts) ? 'warning' : 'ok';
  };
  return { level: level(), usedPercent: percent };
}

function isPassed(limit: Limit, counts: PoolCounts): boolean {
  return usedPercent(counts) > limit.usedPercent && counts.size - counts.active < limit.notActive;
}

function tally(judged: readonly Judged[]): Tally {
  const counted: Tally = { ok: 0, warning: 0, critical: 0, ignored: 0 };
  for (const { level } of judged) counted[level] += 1;
  return counted;
}

function isAlarming(judged: { name: string } & Judged): judged is Alarming {
  return judged.level === 'warning' || judged.level === 'critical';
}

function worstFirst(a: Alarming, b: Alarming): number {
  if (a.level !== b.level) return a.level === 'critical' ? -1 : 1;
  return b.usedPercent - a.usedPercent;
}
