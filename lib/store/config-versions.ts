import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import {
  type ConfigDiffDto,
  type ConfigFileDto as ConfigFile,
  type ConfigVersionDto,
  type ConfigVersionHead,
  configFileSchema,
  type FileDiff,
} from '../contracts/config.ts';
import type { Tx } from '../db/client.ts';
import { fileDiff } from '../pair/parity/file-diff.ts';
import { pairFiles } from '../pair/parity/file-pairs.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';

export type NewConfigVersion = { hash: string; files: ConfigFile[]; readAt: number };

/** As many versions of a server's configuration are kept. */
const KEPT = 50;

/**
 * Keeps a server's configuration as a new version, unless it is the one known already. Gives the files of the version
 * before; null when there was none, or nothing changed.
 */
export async function saveConfigVersion(
  tx: Tx,
  serverId: number,
  { hash, files, readAt }: NewConfigVersion,
): Promise<ConfigFile[] | null> {
  const latest = await tx.configVersion.findFirst({ where: { serverId }, orderBy: { id: 'desc' } });
  if (latest?.hash === hash) return null;
  await tx.configVersion.create({
    data: { serverId, hash, files: jsonColumn(files), readAt: toDate(readAt) },
  });
  const old = await tx.configVersion.findMany({
    where: { serverId },
    orderBy: { id: 'desc' },
    skip: KEPT,
    select: { id: true },
  });
  await tx.configVersion.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  return latest && filesOf(latest.files);
}

/** The versions of a pair's configurations that are kept, of one server or of both, the latest first; null for a name not in the settings. */
export async function listConfigVersions(
  tx: Tx,
  pairName: string,
  server?: string,
): Promise<ConfigVersionHead[] | null> {
  const nameOf = await serverNames(tx, pairName);
  if (!nameOf) return null;
  const ids = [...nameOf].flatMap(([id, name]) => (server === undefined || name === server ? id : []));
  const rows = await tx.configVersion.findMany({
    where: { serverId: { in: ids } },
    orderBy: [{ readAt: 'desc' }, { id: 'desc' }],
    select: { id: true, serverId: true, readAt: true },
  });
  return rows.map((row) => versionHead(row, nameOf.get(row.serverId) ?? ''));
}

/** One version with its files, dhcpd.conf first; null where the pair has none of that id. */
export async function findConfigVersion(
  tx: Tx,
  pairName: string,
  id: number,
): Promise<ConfigVersionDto['version'] | null> {
  const nameOf = await serverNames(tx, pairName);
  const row = nameOf && (await tx.configVersion.findUnique({ where: { id } }));
  const server = row ? nameOf.get(row.serverId) : undefined;
  return row && server !== undefined ? { ...versionHead(row, server), files: filesOf(row.files) } : null;
}

/** What differs between two versions of a pair, of one server or of both; null where the pair has not both. */
export async function diffConfigVersions(
  tx: Tx,
  pairName: string,
  { oldId, newId }: { oldId: number; newId: number },
): Promise<Omit<ConfigDiffDto, 'now'> | null> {
  const old = await findConfigVersion(tx, pairName, oldId);
  const new_ = await findConfigVersion(tx, pairName, newId);
  if (!old || !new_) return null;
  const files: FileDiff[] = [];
  for (const pair of pairFiles(old.files, new_.files)) {
    files.push(fileDiff(pair));
    await nextTurn(); // two long files hold this process: whoever else waits need not wait for all
  }
  const { files: _old, ...oldHead } = old;
  const { files: _new, ...newHead } = new_;
  const isSame = files.every(
    ({ oldPath, newPath, hunks }) => oldPath !== null && newPath !== null && hunks?.length === 0,
  );
  return { old: oldHead, new: newHead, files, isSame };
}

/** The servers of a pair by their ids; null for a name not in the settings. */
async function serverNames(tx: Tx, pairName: string): Promise<Map<number, string> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: { servers: { where: { removedAt: null }, select: { id: true, name: true } } },
  });
  return pair && new Map(pair.servers.map(({ id, name }) => [id, name]));
}

export function versionHead({ id, readAt }: { id: number; readAt: Date }, server: string): ConfigVersionHead {
  return { id, server, readAt: toIso(readAt) };
}

/** The files of a version as they are kept. Throws where the column holds something else. */
export function filesOf(column: unknown): ConfigFile[] {
  return z.array(configFileSchema).parse(column);
}
