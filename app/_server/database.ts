import type { Database, Tx } from '../../lib/db/client.ts';
import { actAs } from '../../lib/store/acting.ts';
import { ActionError } from '../../lib/store/actions/action-error.ts';
import { scoped } from '../../lib/store/scope.ts';
import { asker } from './guard.ts';
import { readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';

/**
 * Reads for whoever asks, from the one database of this process: a page is sent to sign in, and a route handler throws
 * `Problem`, when nobody is known to. Who sees some pairs only finds nothing of another. Throws `Problem` also for what the database got wrong.
 */
export async function readDatabase<T>(read: (tx: Tx, engine: Database['engine']) => Promise<T>): Promise<T> {
  const actor = await asker();
  return readAsPairwatch((tx, engine) => read(scoped(tx, actor), engine));
}

/** Has somebody's action written, whole or not at all. Throws `Problem`: also for an action that can't be done. */
export async function writeDatabase<T>(write: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = await asker();
  try {
    return await writeAsPairwatch((tx) => {
      const seen = scoped(tx, actor);
      actAs(seen, actor);
      return write(seen);
    });
  } catch (error) {
    throw error instanceof ActionError ? refusal(error) : error;
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
