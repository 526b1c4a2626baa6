import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, rm, stat } from 'node:fs/promises';
import SqliteConnection from 'better-sqlite3';
import { asDatabaseError, DatabaseError } from '../errors.ts';
import { knownSchemas } from '../migrate.ts';
import { newerSchema } from '../newer.ts';
import { makeSqliteFolder } from '../sqlite.ts';
import { putInPlace, type SqliteCopy } from './copy-sqlite.ts';
import { contentsOf, damageOf, sizeOf } from './sqlite-file.ts';
import { stampOf } from './stamp.ts';

/**
 * Looks whether a file is a backup that this version can go on from.
 * @throws DatabaseError `damaged`, `not-pairwatch`, `newer`, or that it can't be read.
 */
export async function checkBackup(file: string): Promise<SqliteCopy> {
  const damage = damageOf(file, 'full');
  if (damage.length > 0)
    throw new DatabaseError(
      'damaged',
      `The backup ${file} is damaged (${damage.join('; ')}). Take another one.`,
    );
  const contents = contentsOf(file);
  if (!(await knownSchemas('sqlite')).includes(contents.schema)) throw newerSchema(file, contents.schema);
  return { path: file, sizeBytes: await sizeOf(file), contents };
}

/**
 * Puts a backup in the place of a database and keeps what was there beside it, under a name with this time; gives that name,
 * null when nothing was there. Killed at any moment it leaves one of the two whole in its place. Nobody may be writing.
 */
export async function restoreSqlite(file: string, path: string, now: number): Promise<string | null> {
  const draft = `${path}.restoring-${randomBytes(4).toString('hex')}`;
  try {
    await makeSqliteFolder(path);
    await copyFile(file, draft);
    if (!existsSync(path)) {
      await putInPlace(draft, path);
      return null;
    }
    const kept = `${path}.replaced-${stampOf(now)}`;
    foldLog(path);
    await link(path, kept);
    // What is left of it belongs to the file that goes: to the new one it would be poison.
    if (await isFilled(`${path}-wal`)) await copyFile(`${path}-wal`, `${kept}-wal`);
    for (const end of ['-wal', '-shm']) await rm(`${path}${end}`, { force: true });
    await putInPlace(draft, path);
    return kept;
  } catch (error) {
    throw asDatabaseError(error, path) ?? error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes what stands in the write-ahead log into the file; of a database that is damaged the log is kept as it is. */
function foldLog(path: string): void {
  try {
    const connection = new SqliteConnection(path, { fileMustExist: true, timeout: 1000 });
    try {
      connection.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      connection.close();
    }
  } catch {
    // It is to be replaced because it is in no good state: what can't be folded in lies beside it.
  }
}

async function isFilled(path: string): Promise<boolean> {
  return existsSync(path) && (await stat(path)).size > 0;
}
