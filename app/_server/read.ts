import type { FleetDto } from '@/lib/contracts/fleet.ts';
import type { HealthDto } from '@/lib/contracts/health.ts';
import type { PairAnswerDto, PairListDto, PairListQuery } from '@/lib/contracts/pair.ts';
import type { PoolListDto } from '@/lib/contracts/pool.ts';
import { readHealth as healthAt } from '@/lib/store/collector.ts';
import { listFleet } from '@/lib/store/fleet.ts';
import { findPair, listPairs } from '@/lib/store/pairs.ts';
import { listPools } from '@/lib/store/pools.ts';
import { changesSince } from '@/lib/store/topics.ts';
import { readDatabase } from './database.ts';
import { withLauncherWord } from './launcher-word.ts';
import type { Changes } from './live-hub.ts';
import { readAsPairwatch } from './open-database.ts';
import { pairUnknown } from './problem.ts';

// What pages and route handlers read, each with the moment it was read at. All of them throw `Problem`.

const isoOf = (ms: number): string => new Date(ms).toISOString();

export async function readFleet(): Promise<FleetDto> {
  const now = Date.now();
  return { now: isoOf(now), pairs: await readDatabase((tx) => listFleet(tx, now)) };
}

export async function readPairs(query: PairListQuery): Promise<PairListDto> {
  const now = Date.now();
  return { now: isoOf(now), pairs: await readDatabase((tx) => listPairs(tx, now, query)) };
}

export async function readPair(name: string): Promise<PairAnswerDto> {
  const now = Date.now();
  const pair = await readDatabase((tx) => findPair(tx, name, now));
  if (pair === null) throw pairUnknown(name);
  return { now: isoOf(now), pair };
}

export async function readPools(name: string): Promise<PoolListDto> {
  const now = Date.now();
  const pools = await readDatabase((tx) => listPools(tx, name, now));
  if (pools === null) throw pairUnknown(name);
  return { now: isoOf(now), ...pools };
}

/** Whoever asks: a stranger is told less of it. */
export async function readHealth(): Promise<HealthDto> {
  return withLauncherWord(await readAsPairwatch((tx, engine) => healthAt(tx, engine, Date.now())));
}

/** For all who listen at once. */
export async function readChanges(since: number | null): Promise<Changes> {
  const { cursor, topics } = await readAsPairwatch((tx) => changesSince(tx, since));
  return { cursor, hints: topics.map((topic) => ({ topic, cursor })) };
}
