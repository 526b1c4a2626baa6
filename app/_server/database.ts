import { type Database, openDatabase, type Tx } from '../../lib/db/client.ts';
import type { DatabaseError } from '../../lib/db/errors.ts';
import { ActionError } from '../../lib/store/actions/action-error.ts';
import { Problem } from './problem.ts';
import { singleton } from './singleton.ts';

/**
 * Reads from the one database of this process. What the database got wrong (not there yet, not reachable, damaged) is
 * thrown as the problem a page or the API can tell.
 */
export function readDatabase<T>(read: (tx: Tx, engine: Database['engine']) => Promise<T>): Promise<T> {
  return withDatabase('The database cannot be read', (database) =>
    database.read((tx) => read(tx, database.engine)),
  );
}

/** Has somebody's action written, whole or not at all. Throws `Problem`: also for an action that can't be done. */
export async function writeDatabase<T>(write: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await withDatabase('The database cannot be written', (database) => database.write(write));
  } catch (error) {
    throw error instanceof ActionError ? refusal(error) : error;
  }
}

async function withDatabase<T>(title: string, use: (database: Database) => Promise<T>): Promise<T> {
  try {
    return await use(await openOnce());
  } catch (error) {
    if (isDatabaseError(error)) throw new Problem('database-unavailable', 503, title, error.message);
    throw error;
  }
}

const REFUSALS = {
  'not-found': ['not-found', 404, 'This is not there'],
  conflict: ['conflict', 409, 'This cannot be done as things are'],
  'read-only': ['read-only', 409, 'This stands in pairwatch.yaml'],
  invalid: ['bad-request', 400, 'This cannot be done so'],
} as const;

function refusal({ kind, message }: ActionError): Problem {
  const [type, status, title] = REFUSALS[kind];
  return new Problem(type, status, title, message);
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
