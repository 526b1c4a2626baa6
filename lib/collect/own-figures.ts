import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WatchedPair } from '../contracts/setup.ts';
import type { CollectorFigures } from '../contracts/system.ts';
import type { Upkeep } from '../contracts/upkeep.ts';
import { parseDatabaseUrl } from '../db/url.ts';
import { createProcessMeter } from '../process-figures.ts';
import type { DatabaseBackupSettings, Settings } from '../settings/settings.ts';
import { copiesIn } from './database-copies.ts';
import type { Meter } from './meter.ts';

export type OwnFiguresOptions = {
  settings: Pick<Settings, 'databaseUrl' | 'dataFolder' | 'history' | 'retention' | 'backup'>;
  meter: Meter;
  watched: readonly WatchedPair[];
  upkeep: () => Upkeep;
  now: () => number;
};

/** How this collector keeps up, measured whenever it is asked. What can't be told is null. */
export function createOwnFigures({ settings, meter, watched, upkeep, now }: OwnFiguresOptions) {
  const ownProcess = createProcessMeter(now);
  const { databaseUrl, dataFolder, history, retention, backup } = settings;
  const target = parseDatabaseUrl(databaseUrl);
  const path = target.engine === 'sqlite' ? target.path : null;
  return async (): Promise<CollectorFigures> => ({
    measuredAt: new Date(now()).toISOString(),
    ...meter.read(now()),
    process: ownProcess.read(),
    databaseFile: path === null ? null : await fileSizes(path),
    disk: await diskOf(path === null ? dataFolder : dirname(path)),
    retention: { ...history, ...retention },
    copies: path === null || backup === null ? null : await copiesOf(path, backup),
    watched: [...watched],
    upkeep: upkeep(),
  });
}

async function fileSizes(path: string): Promise<CollectorFigures['databaseFile']> {
  const sizeOf = (file: string) => stat(file).then(({ size }) => size);
  try {
    // Without a write-ahead log nothing is in it.
    return { path, sizeBytes: await sizeOf(path), walBytes: await sizeOf(`${path}-wal`).catch(() => 0) };
  } catch {
    return null; // told as not known: the database itself tells why it can't be used
  }
}

async function copiesOf(
  path: string,
  { folder, keep }: NonNullable<DatabaseBackupSettings>,
): Promise<CollectorFigures['copies']> {
  const copies = await copiesIn(folder);
  // The oldest may be removed between the two.
  const sizes = await Promise.all(
    copies.map((copy) =>
      stat(copy.path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return {
    keep,
    storedBytes: sizes.reduce((sum, size) => sum + size, 0),
    onSameDisk: (await deviceOf(folder)) === (await deviceOf(dirname(path))),
  };
}

/** Of a folder that is not there yet: that of the folder it will be made in. */
async function deviceOf(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).dev;
  } catch {
    return dirname(folder) === folder ? null : deviceOf(dirname(folder));
  }
}

async function diskOf(folder: string): Promise<CollectorFigures['disk']> {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null; // as where the folder was never made, because the database is elsewhere
  }
}
