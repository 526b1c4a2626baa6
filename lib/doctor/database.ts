import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { isDiskShort } from '../contracts/size-forecast.ts';
import type { Database } from '../db/client.ts';
import { asDatabaseError, DatabaseError } from '../db/errors.ts';
import { migrationStand } from '../db/migrate.ts';
import { parseDatabaseUrl } from '../db/url.ts';
import { formatDuration } from '../pair/duration.ts';
import { readSizeForecast } from '../store/size-forecast.ts';
import { inSqliteProcess } from './child.ts';
import { attention, broken, ok, type Said } from './line.ts';
import { withDatabase } from './product.ts';
import type { Check } from './run-checks.ts';

const GROUP = 'Database';
const MB = 1_000_000;
/** SQLite takes it back to nothing at every checkpoint; so much means that somebody reads for hours. */
const LARGE_WAL_BYTES = 512 * MB;

/** Whether the database can be used, is of this version, and is whole. Changes nothing, makes nothing. */
export function databaseChecks(url: string): Check[] {
  const target = parseDatabaseUrl(url);
  const stand: Check = {
    group: GROUP,
    id: 'database',
    about: target.name,
    withinMs: 10_000,
    run: async () =>
      target.engine === 'sqlite' ? sqliteSaid(url, target.path) : [await standSaid(url, target.name)],
  };
  const forecast: Check = {
    group: GROUP,
    id: 'size-forecast',
    about: 'the size to come',
    withinMs: 15_000,
    run: () => withDatabase(url, forecastSaid),
  };
  if (target.engine !== 'sqlite') return [stand, forecast];
  const integrity: Check = {
    group: GROUP,
    id: 'integrity',
    about: `quick_check of ${target.path}`,
    withinMs: 20_000,
    run: (signal) => integritySaid(target.path, signal),
  };
  return [stand, forecast, integrity];
}

async function sqliteSaid(url: string, path: string): Promise<Said[]> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null)
    return [
      attention(`${path} does not exist yet`, 'The collector makes it at its first start: pairwatch start'),
    ];
  return [await standSaid(url, path), await sizeSaid(path, file.size)];
}

async function standSaid(url: string, name: string): Promise<Said> {
  try {
    const { applied, known, last } = await migrationStand(url);
    if (applied === known) return ok(`${name} has the tables of this version (${last})`);
    return attention(
      `${name} is of an older version (${applied} of ${known} migrations)`,
      'The collector brings it up to date at its next start. Have a backup first: pairwatch backup',
    );
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return broken(`${name} can't be used as it is`, error.message);
  }
}

async function sizeSaid(path: string, size: number): Promise<Said> {
  const wal = await stat(`${path}-wal`).then(
    (file) => file.size,
    () => 0, // there is none while nobody has it open
  );
  const text = `${megabytes(size)}, and ${megabytes(wal)} in its write-ahead log`;
  if (wal < LARGE_WAL_BYTES) return ok(text);
  return attention(
    text,
    'The log grows while something reads the database without an end. Look for an open sqlite3 shell or a backup that hangs, else restart Pairwatch.',
  );
}

async function forecastSaid(database: Database): Promise<Said | Said[]> {
  const now = Date.now();
  const forecast = await database.read((tx) => readSizeForecast(tx, database.engine, now));
  if (forecast === null) return []; // no collector ran yet, as another line says
  const { atRestBytes, disk, watchedMs } = forecast;
  if (atRestBytes === null) return ok('How large it will be is not known yet: less than an hour was watched');
  const basis = `by ${formatDuration(watchedMs)} of data`;
  const text = `It will be about ${megabytes(atRestBytes)} once all is kept as long as it may, ${basis}`;
  if (disk === null || !isDiskShort(forecast)) return ok(text);
  const copies = disk.copies === 0 ? '' : ` with its ${disk.copies} copies`;
  return attention(
    `${text}, and${copies} needs ${megabytes(disk.neededBytes)} more of ${disk.folder}, where ${megabytes(disk.freeBytes)} are free`,
    'Make the disk larger, keep the copies elsewhere (`backup:`), or shorten what is kept (`history:`, `retention:`). The page /settings/about tells what grows.',
  );
}

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

const QUICK_CHECK = `
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  return database.pragma('quick_check(5)').map((row) => row.quick_check);
`;

async function integritySaid(path: string, signal: AbortSignal): Promise<Said | readonly Said[]> {
  const isThere = await stat(path).then(
    () => true,
    () => false, // told by the line above
  );
  if (!isThere) return [];
  try {
    const faults = z.array(z.string()).parse(await inSqliteProcess(QUICK_CHECK, path, signal));
    if (faults.join() === 'ok') return ok('quick_check finds no damage');
    return broken(
      `quick_check finds damage: ${faults.join('; ')}`,
      'Stop Pairwatch, keep a copy of the file, and restore the last backup: pairwatch restore',
    );
  } catch (error) {
    const told = asDatabaseError(error, path);
    if (told === null) throw error;
    return broken('quick_check could not be made', told.message);
  }
}
