import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/client.ts';
import { type KeepRule, outlived } from '../../practices/keep.ts';
import { ReachError } from '../../reach/error.ts';
import type { Reach } from '../../reach/reach.ts';
import { keptBackups, markBackupRemoved, saveBackup, saveFailedBackup } from '../../store/lease-backups.ts';
import { CopyError, notWritten } from './copy-error.ts';
import { type CopyOptions, copyLeaseFile } from './copy-lease-file.ts';

/** The lease file of one server, and where its copies go. */
export type Backed = { serverId: number; pair: string; server: string; path: string };

export type BackUpOptions = {
  db: Database;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Folder of all copies. */
  folder: string;
  rule: KeepRule;
  openCopy?: CopyOptions['openCopy'];
};

/** A file of hundreds of megabytes over a slow line, and no longer. */
const PATIENCE_MS = 30 * 60_000;
const OWNER_ALONE = 0o700;
/** Of a copy that is not verified yet. */
const PART = '.part';

/**
 * Copies a server's lease file and keeps the copy once it is verified, then removes those that the rule keeps no more. What keeps it
 * from that is kept as a try that failed: no older copy goes for it. Throws when `signal` ended it.
 */
export async function backUp(
  backed: Backed,
  reach: Pick<Reach, 'open'>,
  options: BackUpOptions,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, log, folder } = options;
  const { serverId, pair, server, path } = backed;
  const at = clock.now();
  const name = join(pair, server, `${fileTime(at)}.leases.gz`);
  const target = join(folder, name);
  try {
    await prepare(dirname(target));
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const to = `${target}${PART}`;
    const { openCopy } = options;
    const copy = await copyLeaseFile({
      reach,
      path,
      to,
      clock,
      signal: patience,
      ...(openCopy && { openCopy }),
    }).catch(async (error: unknown) => {
      await rm(to, { force: true });
      throw error;
    });
    await rename(to, target);
    await db.write((tx) => saveBackup(tx, { ...copy, serverId, at, path: name, verifiedAt: clock.now() }));
    log.info({ pair, server, ...copy }, 'the lease file was copied, and the copy verified');
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof CopyError || error instanceof ReachError)) throw error;
    log.warn({ pair, server, why: error.message }, 'the lease file could not be copied');
    await db.write((tx) => saveFailedBackup(tx, { serverId, at, error: error.message }));
    return;
  }
  await removeOutlived(backed, options);
}

/** Makes the folder, for the owner alone; what a collector left there that was killed while it copied goes. */
async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ALONE });
    for (const name of await readdir(folder))
      if (name.endsWith(PART)) await rm(join(folder, name), { force: true });
  } catch (error) {
    throw notWritten(folder, error);
  }
}

async function removeOutlived(
  { serverId, pair, server }: Backed,
  { db, clock, log, folder, rule }: BackUpOptions,
): Promise<void> {
  const kept = await db.read((tx) => keptBackups(tx, serverId));
  const gone = new Set(outlived(kept, rule));
  for (const { id, path } of kept.filter((copy) => gone.has(copy.id))) {
    try {
      await rm(join(folder, path), { force: true });
      await db.write((tx) => markBackupRemoved(tx, id, clock.now()));
    } catch (error) {
      // It is tried again with the next copy.
      log.warn({ err: error, pair, server, path }, 'a copy that is to be kept no more could not be removed');
    }
  }
}

/** `2026-11-22T031500.000Z`: sorts by time, and every file system takes it. */
function fileTime(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '');
}
