import type { PoolFiguresDto, PoolOverviewRow } from '../../lib/contracts/pool-overview.ts';
import type { ShareEndDto } from '../../lib/contracts/truth.ts';
import { freshness } from '../../lib/pair/freshness.ts';
import { byRisk } from '../../lib/pair/pool-risk.ts';

const DAY_MS = 86_400_000;
/** A pool with a smaller share than this left is at risk, whatever the forecast. */
const SCARCE_SHARE = 0.1;
/** Two readings of a moving thing are never quite alike: less than this share of the size is no difference. */
const ALIKE_SHARE = 0.02;
const ALIKE_ADDRESSES = 3;

/** A pool as a row of the table shows it. */
export type PoolRow = PoolOverviewRow & {
  /** Its place among all pools, the worst first, from 0. */
  rank: number;
  /** The figures to go by: of those that are not stale, the server's that counts the most as used. Null while none is known. */
  main: PoolFiguresDto | null;
  usedPercent: number | null;
  /** What each server may give out by itself, by its own figures. */
  ownFree: { primary: number | null; secondary: number | null };
  /** Which of the two would run out first, alone. */
  soonest: { role: 'primary' | 'secondary'; end: ShareEndDto } | null;
  /** Whether the two servers' figures are further apart than two readings of one thing are. */
  isDiffering: boolean;
  risk: 'at risk' | 'fine' | 'unknown';
};

type Server = { name: string; role: 'primary' | 'secondary' };

/** All pools as rows, the worst first. */
export function poolRows(
  pools: readonly PoolOverviewRow[],
  servers: readonly Server[],
  nowMs: number,
): PoolRow[] {
  const forecasts = new Map(
    pools.flatMap(({ key, ends }) =>
      ends
        ? [[key, { primary: { alone: ends.primary }, secondary: { alone: ends.secondary } }] as const]
        : [],
    ),
  );
  const balances = new Map(
    pools.flatMap(({ key, balance }) => (balance ? [[key, { verdict: balance }] as const] : [])),
  );
  return byRisk(pools, { forecasts, balances }, nowMs).map((pool, rank) => rowOf(pool, rank, servers, nowMs));
}

function rowOf(pool: PoolOverviewRow, rank: number, servers: readonly Server[], nowMs: number): PoolRow {
  const main = mainFigures(pool.figures, nowMs);
  const ownOf = (role: Server['role']) => {
    const name = servers.find((server) => server.role === role)?.name;
    const figures = pool.figures.find(({ server }) => server === name);
    return figures ? (role === 'primary' ? figures.free : figures.backup) : null;
  };
  const soonest = soonestEnd(pool.ends);
  return {
    ...pool,
    rank,
    main,
    usedPercent: main && main.size > 0 ? (100 * main.used) / main.size : null,
    ownFree: { primary: ownOf('primary'), secondary: ownOf('secondary') },
    soonest,
    isDiffering: differ(pool.figures),
    risk: riskOf(pool, main, soonest, nowMs),
  };
}

export function isStale({ observedAt, intervalMs }: PoolFiguresDto, nowMs: number): boolean {
  return freshness(Date.parse(observedAt), intervalMs, nowMs) === 'stale';
}

/** Where all are stale, the latest: so the row says at least what was. */
function mainFigures(figures: readonly PoolFiguresDto[], nowMs: number): PoolFiguresDto | null {
  const [first = null] = figures
    .filter((each) => !isStale(each, nowMs))
    .toSorted((a, b) => b.used / Math.max(1, b.size) - a.used / Math.max(1, a.size));
  return first ?? figures.toSorted((a, b) => b.observedAt.localeCompare(a.observedAt))[0] ?? null;
}

function differ([a, b]: readonly PoolFiguresDto[]): boolean {
  if (!a || !b) return false;
  const alike = Math.max(ALIKE_ADDRESSES, ALIKE_SHARE * Math.max(a.size, b.size));
  return a.size !== b.size || Math.abs(a.used - b.used) > alike;
}

/** What ends first; one that is known to end comes before one of which nothing is known, which comes before one that lasts. */
function soonestEnd(ends: PoolOverviewRow['ends']): PoolRow['soonest'] {
  if (ends === null) return null;
  const { primary, secondary } = ends;
  return endTime(secondary) < endTime(primary)
    ? { role: 'secondary', end: secondary }
    : { role: 'primary', end: primary };
}

/** For sorting: milliseconds since 1970, beyond all times where it does not end or is not known. */
export function endTime(end: ShareEndDto): number {
  switch (end.kind) {
    case 'empty':
      return 0;
    case 'until':
      return end.at;
    case 'unknown':
      return Number.MAX_SAFE_INTEGER - 1;
    case 'beyond':
      return Number.MAX_SAFE_INTEGER;
  }
}

function riskOf(
  { balance, peer }: PoolOverviewRow,
  main: PoolFiguresDto | null,
  soonest: PoolRow['soonest'],
  nowMs: number,
): PoolRow['risk'] {
  const isScarce = main !== null && main.size > 0 && main.size - main.used < main.size * SCARCE_SHARE;
  const endsSoon = soonest !== null && endTime(soonest.end) - nowMs < DAY_MS;
  if (
    isScarce ||
    endsSoon ||
    balance === 'none-free' ||
    balance === 'one-side-empty' ||
    balance === 'imbalanced'
  )
    return 'at risk';
  const isKnown =
    main !== null && !isStale(main, nowMs) && (peer === null || soonest?.end.kind !== 'unknown');
  return isKnown && (peer === null || soonest !== null) ? 'fine' : 'unknown';
}
