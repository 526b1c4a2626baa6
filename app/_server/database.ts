import { type Database, openDatabase, type Tx } from '@/lib/db/client.ts';
import type { DatabaseError } from '@/lib/db/errors.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';

/**
 * Reads from the one database of this process, which it only ever reads. What the database got wrong (not there yet,
 * not reachable, damaged) is thrown as the problem a page or the API can tell.
 */
export async function readDatabase<T>(read: (tx: Tx, engine: Database['engine']) => Promise<T>): Promise<T> {
  try {
    const database = await openOnce();
    return await database.read((tx) => read(tx, database.engine));
  } catch (error) {
    if (isDatabaseError(error)) {
      throw new Problem('database-unavailable', 503, 'The database cannot be read', error.message);
    }
    throw error;
  }
}

function openOnce(): Promise<Database> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new Problem(
      'database-unavailable',
      503,
      'No database is named',
      'DATABASE_URL is not set for the web server; file:/absolute/path.db or a postgresql:// URL is expected. bin/pairwatch start sets it from pairwatch.yaml.',
    );
  }
  return singleton('database', () => openDatabase(url, { role: 'web' }));
}

/** By name: the class of the bundle that opened the database is not the class of each bundle that uses it. */
function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === 'DatabaseError';
}
