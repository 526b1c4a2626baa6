import { type Database, openDatabase, type Tx } from '../../lib/db/client.ts';
import type { DatabaseError } from '../../lib/db/errors.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';

/**
 * Reads whoever asks: for what Pairwatch itself has to know, such as who that is. What the database got wrong (not there
 * yet, not reachable, damaged) is thrown as the problem a page or the API can tell. All else goes by database.ts.
 */
export function readAsPairwatch<T>(read: (tx: Tx, engine: Database['engine']) => Promise<T>): Promise<T> {
  return withDatabase('The database cannot be read', (database) =>
    database.read((tx) => read(tx, database.engine)),
  );
}

/** Writes whoever asks, whole or not at all. Throws as `readAsPairwatch` does. */
export function writeAsPairwatch<T>(write: (tx: Tx) => Promise<T>): Promise<T> {
  return withDatabase('The database cannot be written', (database) => database.write(write));
}

async function withDatabase<T>(title: string, use: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await use(await openOnce());
  } catch (error) {
    if (isDatabaseError(error)) throw new Problem('database-unavailable', 503, title, error.message);
    throw error;
  }
}

/** The URL of the database. Throws `Problem` when none is named. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url) return url;
  throw new Problem(
    'database-unavailable',
    503,
    'No database is named',
    'DATABASE_URL is not set for the web server; file:/absolute/path.db or a postgresql:// URL is expected. bin/pairwatch start sets it from pairwatch.yaml.',
  );
}

function openOnce(): Promise<Database> {
  const url = databaseUrl();
  return singleton('database', () => openDatabase(url, { role: 'web' }));
}

/** By name: the class of the bundle that opened the database is not the class of each bundle that uses it. */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === 'DatabaseError';
}
