import type { PairDto, PairListQuery } from '../contracts/pair.ts';
import { VERDICTS_BY_RISK } from '../contracts/verdict.ts';
import type { Tx } from '../db/client.ts';
import { pairDto, pairWith } from './pair-dto.ts';
import { type ServerRef, type ServerSetting, syncServers } from './servers.ts';
import { toDate } from './time.ts';

export type PairSetting = {
  name: string;
  title: string | null;
  kind: PairDto['kind'];
  /** null as long as nobody knows it; see `setPeerName`. */
  peerName: string | null;
  /** Interval of the OMAPI source while healthy. */
  intervalMs: number;
  servers: ServerSetting[];
};

export type PairRef = { pairId: number; name: string; servers: ServerRef[] };

/**
 * Makes the database's pairs those of the settings, in their order, and gives their ids. What left the settings is
 * marked removed at `now`: it is shown no more, keeps its history, and comes back with its name. Those of `kept` stay as
 * they are, though nobody watches them.
 */
export async function syncPairs(
  tx: Tx,
  pairs: PairSetting[],
  now: number,
  kept: readonly string[] = [],
): Promise<PairRef[]> {
  await tx.pair.updateMany({
    where: { removedAt: null, name: { notIn: [...pairs.map(({ name }) => name), ...kept] } },
    data: { removedAt: toDate(now) },
  });
  const refs: PairRef[] = [];
  for (const [position, pair] of pairs.entries()) refs.push(await syncPair(tx, pair, position, now));
  return refs;
}

async function syncPair(tx: Tx, pair: PairSetting, position: number, now: number): Promise<PairRef> {
  const { name, title, kind, peerName, intervalMs } = pair;
  const columns = { title, kind, position, intervalMs };
  await tx.pair.updateMany({
    where: { name, removedAt: { not: null } },
    data: { removedAt: null, addedAt: toDate(now) },
  });
  const { id: pairId } = await tx.pair.upsert({
    where: { name },
    create: { name, ...columns, peerName, addedAt: toDate(now) },
    // A name found by reading dhcpd.conf is not forgotten because the settings leave it out.
    update: { ...columns, ...(peerName !== null && { peerName }) },
  });
  return { pairId, name, servers: await syncServers(tx, pairId, pair.servers, now) };
}

/** Keeps the failover peer name that was found in dhcpd.conf, for settings that leave it out. */
export async function setPeerName(tx: Tx, pairId: number, peerName: string): Promise<void> {
  await tx.pair.update({ where: { id: pairId }, data: { peerName } });
}

/** All pairs of the settings as pages show them at `now`, the worst first, else in the order of the settings. */
export async function listPairs(
  tx: Tx,
  now: number,
  { sources }: PairListQuery = { sources: 'all' },
): Promise<PairDto[]> {
  const rows = await tx.pair.findMany({
    where: { removedAt: null },
    include: pairWith(sources),
    orderBy: { position: 'asc' },
  });
  const risk = ({ verdict }: PairDto) => VERDICTS_BY_RISK.indexOf(verdict);
  return rows.map((row) => pairDto(row, now)).sort((a, b) => risk(a) - risk(b));
}

/** One pair of the settings as pages show it at `now`; null when there is none of that name. */
export async function findPair(tx: Tx, name: string, now: number): Promise<PairDto | null> {
  const row = await tx.pair.findUnique({ where: { name, removedAt: null }, include: pairWith('all') });
  return row && pairDto(row, now);
}

/** What the pairs of the settings are called, in their order. */
export async function listPairNames(tx: Tx): Promise<{ name: string; title: string | null }[]> {
  return tx.pair.findMany({
    where: { removedAt: null },
    select: { name: true, title: true },
    orderBy: { position: 'asc' },
  });
}
