import { setTimeout as delay } from 'node:timers/promises';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { asDatabaseError, type DatabaseErrorKind } from './errors.ts';
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts';

/** How long a transaction may wait for a connection, and last. Both are far beyond what Pairwatch needs. */
const TRANSACTION_LIMITS = { maxWait: 15_000, timeout: 30_000 };

const RETRY: Backoff = { firstMs: 5, factor: 2, maxMs: 50 };

/** How often a transaction is tried that meets another writer. 80 tries at a locked SQLite file take about 4 s. */
const MAX_ATTEMPTS: Partial<Record<DatabaseErrorKind, number>> = { locked: 80, conflict: 5 };

/** After these the connection may be left in the middle of something; a new one is not. */
const SPOILS_CONNECTION: readonly DatabaseErrorKind[] = [
  'connection-lost',
  'disk-full',
  'disk-error',
  'damaged',
  'not-a-database',
  'not-writable',
];

/** One way into the database: a client made when it is needed, and made anew after it was spoilt. */
export class Channel {
  readonly #databaseName: string;
  readonly #connect: () => PrismaClient;
  #client: PrismaClient | null = null;
  #stopped = false;

  constructor(databaseName: string, connect: () => PrismaClient) {
    this.#databaseName = databaseName;
    this.#connect = connect;
  }

  /** Runs `fn` in a transaction, again when another writer was in its way. Throws `DatabaseError`, or what `fn` throws. */
  async transaction<T>(fn: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      this.#client ??= this.#connect();
      const client = this.#client;
      try {
        return await client.$transaction(fn, TRANSACTION_LIMITS);
      } catch (error) {
        const failure = asDatabaseError(error, this.#databaseName);
        if (failure === null) throw error;
        if (SPOILS_CONNECTION.includes(failure.kind)) this.#discard(client);
        if (this.#stopped || attempt >= (MAX_ATTEMPTS[failure.kind] ?? 1)) throw failure;
        await delay(backoffDelayMs(RETRY, attempt, Math.random));
      }
    }
  }

  /** Lets the try under way be the last. */
  stopRetrying(): void {
    this.#stopped = true;
  }

  async disconnect(): Promise<void> {
    await this.#client?.$disconnect();
  }

  #discard(client: PrismaClient): void {
    if (this.#client !== client) return; // another transaction of the same client was first
    this.#client = null;
    // Not waited for: a connection that answers nothing any more does not answer a goodbye either.
    client.$disconnect().catch(() => {});
  }
}
