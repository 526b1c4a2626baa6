import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Upkeep } from '../contracts/upkeep.ts';
import { DatabaseError } from '../db/errors.ts';
import { checkAside, copyAside } from '../db/upkeep/aside.ts';
import type { DatabaseBackupSettings } from '../settings/settings.ts';
import { backupName, copiesIn, removeLeftDrafts } from './database-copies.ts';

export type KeeperOptions = {
  /** Of the SQLite file; null for an engine that looks after its own. */
  path: string | null;
  settings: DatabaseBackupSettings;
  clock: Clock;
  log: Pick<Logger, 'info' | 'error'>;
};

const LOOK_EVERY_MS = 60_000;
/** After a copy that failed: a disk that is full is not filled again and again. */
const AGAIN_AFTER_MS = 15 * 60_000;
const CHECK_EVERY_MS = 86_400_000;

/**
 * Looks after an SQLite file: checks it at the start and daily, copies it as often as the settings say, and removes the
 * oldest copies once a newer one is whole. All of it in a thread beside: polls go on meanwhile.
 */
export function createKeeper({ path, settings, clock, log }: KeeperOptions) {
  const stopping = new AbortController();
  let cancelTimer: () => void = () => {};
  let working: Promise<void> = Promise.resolve();
  let lookedAt: number | null = null;
  let checkedAt: number | null = null;
  let triedAt: number | null = null;
  let damage: Upkeep['damage'] = null;
  let backup: Upkeep['backup'] =
    path === null || settings === null
      ? null
      : { folder: settings.folder, everyMs: settings.everyMs, lastAt: null, failingSince: null, error: null };

  async function turn(): Promise<void> {
    if (path === null) return;
    if (lookedAt === null || clock.now() - lookedAt >= CHECK_EVERY_MS) await check(path);
    if (settings !== null) await backUpWhenDue(path, settings);
  }

  async function check(file: string): Promise<void> {
    lookedAt = clock.now();
    try {
      found(await checkAside(file, stopping.signal));
      checkedAt = clock.now();
    } catch (error) {
      if (error instanceof DatabaseError && isAboutTheFile(error)) found([error.message]);
      else if (!stopping.signal.aborted) log.error({ err: error }, 'the database could not be checked');
    }
  }

  function found(lines: readonly string[]): void {
    if (lines.length === 0) {
      if (damage !== null) log.info({ file: path }, 'the database is whole again');
      damage = null;
      return;
    }
    const said = lines.join('; ');
    if (damage === null) log.error({ file: path, said }, 'the database is damaged: restore a backup');
    damage = { since: damage?.since ?? clock.now(), said };
  }

  async function backUpWhenDue(file: string, { folder, everyMs, keep }: NonNullable<DatabaseBackupSettings>) {
    const now = clock.now();
    const lastAt = (await copiesIn(folder)).at(0)?.at ?? null;
    backup = { folder, everyMs, failingSince: null, error: null, ...backup, lastAt };
    const isDue = lastAt === null || now - lastAt >= everyMs || lastAt > now;
    if (!isDue || (triedAt !== null && now - triedAt < AGAIN_AFTER_MS)) return;
    triedAt = now;
    try {
      await removeLeftDrafts(folder, now);
      const copy = await copyAside(file, join(folder, backupName(now)), stopping.signal);
      triedAt = null;
      backup = { ...backup, lastAt: now, failingSince: null, error: null };
      log.info({ file: copy.path, bytes: copy.sizeBytes }, 'the database was copied, and the copy is whole');
      for (const old of (await copiesIn(folder)).slice(keep)) await rm(old.path, { force: true });
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (error instanceof DatabaseError && error.kind === 'damaged') found([error.message]);
      const said = error instanceof Error ? error.message : String(error);
      log.error({ err: error, folder }, 'the database could not be copied');
      backup = { ...backup, failingSince: backup.failingSince ?? now, error: said };
    }
  }

  function runAfter(delayMs: number): void {
    cancelTimer = clock.after(delayMs, () => {
      working = turn()
        .catch((error) => log.error({ err: error }, 'the database could not be looked after'))
        .finally(() => {
          if (!stopping.signal.aborted) runAfter(LOOK_EVERY_MS);
        });
    });
  }

  return {
    start: () => runAfter(0),
    state: (): Upkeep => ({ backup, checkedAt, damage }),
    async stop(): Promise<void> {
      stopping.abort();
      cancelTimer();
      await working;
    },
  };
}

const isAboutTheFile = ({ kind }: DatabaseError) => kind === 'damaged' || kind === 'not-a-database';
