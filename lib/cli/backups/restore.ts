import { type FileHandle, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readCopy } from '../../collect/backups/copy-lease-file.ts';
import type { Database } from '../../db/client.ts';
import { restoreSteps } from '../../practices/restore-steps.ts';
import type { Settings } from '../../settings/settings.ts';
import { ActionError } from '../../store/actions/action-error.ts';
import { type BackupDto, findBackup } from '../../store/lease-backups.ts';
import { findPair } from '../../store/pairs.ts';
import { EXIT } from '../database/command.ts';
import { DEFAULT_CONF, DEFAULT_LEASES } from '../default-paths.ts';
import type { Io } from '../io.ts';

export type Restore = { id: number; out: string; settings: Pick<Settings, 'backups' | 'pairs'> };

const OWNER_ALONE = 0o600;

/**
 * Writes a copy to a file of this machine and prints how to put it back on its server. Gives the exit status.
 * @throws ActionError for a copy that is not there, is not what was kept, or can't be written.
 */
export async function restoreBackup(
  database: Database,
  { id, out, settings }: Restore,
  io: Io,
): Promise<number> {
  const backup = await database.read((tx) => findBackup(tx, id));
  if (backup === null) throw new ActionError('not-found', `there is no copy ${id}; see pairwatch backups`);
  const { pair, server, at, leases, sha256 } = backup;
  const file = resolve(out);
  await unpack(join(settings.backups.folder, pathOf(backup)), file, sha256);
  const there = await database.read((tx) => findPair(tx, pair, Date.now()));
  const servers = settings.pairs.find(({ name }) => name === pair)?.servers ?? [];
  const ofServer = servers.find(({ name }) => name === server);
  const ofPartner = servers.find(({ name }) => name !== server);
  const leaseFile = ofServer?.leases?.path ?? backup.leaseFile ?? DEFAULT_LEASES;
  io.stdout.write(`Wrote ${file}\nSHA-256 ${sha256}\n\n`);
  io.stdout.write(
    restoreSteps({
      pair,
      server,
      partner: there?.servers.find(({ name }) => name !== server)?.name ?? null,
      at: Date.parse(at),
      leases: leases ?? 0,
      file,
      leaseFile,
      partnerLeaseFile: ofPartner?.leases?.path ?? leaseFile,
      config: ofServer?.config?.path ?? DEFAULT_CONF,
    }),
  );
  return EXIT.done;
}

function pathOf({ id, path, error, removedAt }: BackupDto): string {
  if (path === null) throw new ActionError('not-found', `no copy was made in try ${id}: ${error}`);
  if (removedAt !== null)
    throw new ActionError('not-found', `copy ${id} was removed by the rule for keeping at ${removedAt}`);
  return path;
}

/** Never over a file that is there: it may be the one that is to be saved. */
async function unpack(from: string, to: string, sha256: string | null): Promise<void> {
  const handle = await open(to, 'wx', OWNER_ALONE).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new ActionError(
      'conflict',
      isThere ? `${to} is there already; name another file` : `${to} can not be written: ${wordsOf(error)}`,
    );
  });
  try {
    const found = await readInto(from, handle);
    if (found !== sha256)
      throw new ActionError(
        'conflict',
        `${from} is not what was kept: its SHA-256 is ${found}, expected ${sha256}. Take another copy; see pairwatch backups`,
      );
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function readInto(from: string, handle: FileHandle): Promise<string> {
  try {
    const { sha256 } = await readCopy(from, undefined, async (bytes) => {
      await handle.writeFile(bytes);
    });
    await handle.sync();
    return sha256;
  } catch (error) {
    throw new ActionError(
      'conflict',
      `${from} can not be read: ${wordsOf(error)}. Take another copy; see pairwatch backups`,
    );
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
