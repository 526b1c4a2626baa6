import { setTimeout as delay } from 'node:timers/promises';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { asDatabaseError } from './errors.ts';
import { Prisma } from './generated/sqlite/client.ts';
import { createPostgresqlClient } from './postgresql.ts';
import { createSqliteClient } from './sqlite.ts';
import { parseDatabaseUrl } from './url.ts';

const RETRY: Backoff = { firstMs: 5, factor: 2, maxMs: 50 };
const MAX_ATTEMPTS = 80;

/**
 * A client with connections of its own, for a library that writes by itself: on the connection of `openDatabase` its statements
 * would join whatever transaction is open there, and be lost at its rollback. Each statement is by itself, and tried again
 * while another writer is in the way; so is each in what the library calls a transaction, where it looks for a row and then changes it only
 * if it still is as it was found: to begin one would fail at once while somebody else writes. Throws `DatabaseError` for what the database got wrong.
 */
export function openLoneClient(url: string): { engine: 'sqlite' | 'postgresql'; client: object } {
  const target = parseDatabaseUrl(url);
  const client =
    target.engine === 'postgresql'
      ? createPostgresqlClient(target.url, { access: 'write', applicationName: 'pairwatch sign-in' })
      : createSqliteClient(target.path, { access: 'write', create: false });
  const patient = Prisma.defineExtension({
    query: {
      async $allOperations({ args, query }) {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await query(args);
          } catch (error) {
            const failure = asDatabaseError(error, target.name);
            if (failure === null) throw error;
            if (failure.kind !== 'locked' || attempt >= MAX_ATTEMPTS) throw failure;
            await delay(backoffDelayMs(RETRY, attempt, Math.random));
          }
        }
      },
    },
  });
  const alone = client.$extends(patient);
  const apart = Prisma.defineExtension({
    client: { $transaction: <T>(act: (tx: object) => Promise<T>): Promise<T> => act(alone) },
  });
  return { engine: target.engine, client: alone.$extends(apart) };
}
