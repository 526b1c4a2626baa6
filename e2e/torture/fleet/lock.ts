import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';

const TRY_AGAIN_MS = 20;
const BUSY = 'SQLITE_BUSY';

/** Keeps everybody else from writing for so long, as a backup or a forgotten shell would. */
export async function lockDatabase(databaseUrl: string, holdMs: number): Promise<void> {
  if (databaseUrl.startsWith('file:')) await lockFile(databaseUrl.slice('file:'.length), holdMs);
  else await lockServer(databaseUrl, holdMs);
}

async function lockFile(path: string, holdMs: number): Promise<void> {
  const db = new SqliteDatabase(path, { timeout: 0 });
  try {
    while (!begins(db)) await pause(TRY_AGAIN_MS);
    await pause(holdMs);
    db.exec('ROLLBACK');
  } finally {
    db.close();
  }
}

function begins(db: SqliteDatabase.Database): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && error.code === BUSY) return false;
    throw error;
  }
}

/** Every write moves a topic. */
async function lockServer(databaseUrl: string, holdMs: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('LOCK TABLE "Topic" IN EXCLUSIVE MODE');
    await pause(holdMs);
    await client.query('ROLLBACK');
  } finally {
    await client.end();
  }
}
