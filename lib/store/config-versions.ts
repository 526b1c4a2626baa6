import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { jsonColumn } from './json.ts';
import { toDate } from './time.ts';

/** A file of a configuration with its secrets masked. */
export type ConfigFile = { path: string; text: string };

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

const filesSchema = z.array(z.object({ path: z.string(), text: z.string() }));

function filesOf(column: unknown): ConfigFile[] {
  return filesSchema.parse(column);
}
