import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import SqliteConnection from 'better-sqlite3';
import { asDatabaseError, DatabaseError } from '../errors.ts';
import { contentsOf, damageOf, type SqliteContents, sizeOf } from './sqlite-file.ts';

/** A copy that was read back. */
export type SqliteCopy = { path: string; sizeBytes: number; contents: SqliteContents };

/** What one step copies: 2 MB, after which whoever else has this thread gets a turn. */
const PAGES_A_STEP = 500;

/**
 * Copies a database while others read and write it, as it is at this moment, and puts the copy in its place only after
 * all of it was read back and found to be whole. A file that stands there is replaced.
 * @throws DatabaseError: `damaged` when the copy, and so most likely the original, is not whole; else what kept it from being written.
 */
export async function copySqlite(path: string, out: string): Promise<SqliteCopy> {
  const draft = `${out}.part-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(out), { recursive: true });
    // Who had which address, hashes of passwords: for nobody else to read.
    await (await open(draft, 'wx', 0o600)).close();
    await copyPages(path, draft);
    const contents = verified(draft, path);
    const sizeBytes = await sizeOf(draft);
    await putInPlace(draft, out);
    return { path: out, sizeBytes, contents };
  } catch (error) {
    throw asDatabaseError(error, out) ?? error;
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${draft}${end}`, { force: true });
  }
}

async function copyPages(path: string, draft: string): Promise<void> {
  const source = new SqliteConnection(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    // Held open, so that the copy is of one moment: without it SQLite begins anew after each write of another process,
    // and under a busy collector it would never end.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await source.backup(draft, { progress: () => PAGES_A_STEP });
  } finally {
    source.close();
  }
  // One file and nothing beside it, whoever opens it.
  const copy = new SqliteConnection(draft);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function verified(draft: string, path: string): SqliteContents {
  const damage = damageOf(draft, 'full');
  if (damage.length > 0) {
    throw new DatabaseError(
      'damaged',
      `What was copied of ${path} is damaged, and so most likely is the database (${damage.join('; ')}). The copy was not kept; earlier ones were left alone. Restore one of them: pairwatch restore FILE.`,
    );
  }
  return contentsOf(draft);
}

/** By a rename, once all of it is on the disk: whoever looks finds the old file or the new one whole. */
export async function putInPlace(draft: string, out: string): Promise<void> {
  await synced(draft, 'r+');
  await rename(draft, out);
  await synced(dirname(out), 'r');
}

async function synced(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
