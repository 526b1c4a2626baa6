import { setTimeout as delay } from 'node:timers/promises';
import { type Backoff, backoffDelayMs } from '../backoff.ts';
import { asDatabaseError, DatabaseError, type DatabaseErrorKind } from './errors.ts';
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts';

/** How long a transaction may wait for a connection, and last. Both are far beyond what Pairwatch needs. */
export const TRANSACTION_LIMITS = { maxWait: 15_000, timeout: 30_000 };

const RETRY: Backoff = { firstMs: 5, factor: 2, maxMs: 50 };

/**
 * How often a transaction is tried that meets another writer; 80 tries at a locked SQLite file take about 4 s. Any
 * other failure is told at once, and costs the client: its connection may have been left in the middle of something,
 * such as a commit that failed.
 */
const MAX_ATTEMPTS: Partial<Record<DatabaseErrorKind, number>> = { locked: 80, conflict: 5 };

type Session = { client: PrismaClient; running: number; file: string | null; checkedAt: number };

type Check = (tx: Prisma.TransactionClient) => Promise<void>;

/** A database may become another under a process that goes on. */
const CHECK_EVERY_MS = 10_000;

/** One way into the database: a client made when it is needed, and made anew after a failure. */
export class Channel {
  readonly #databaseName: string;
  readonly #connect: () => PrismaClient;
  readonly #currentFile: () => string | null;
  readonly #limits: typeof TRANSACTION_LIMITS;
  readonly #check: Check | null;
  #session: Session | null = null;
  #stopped = false;

  /**
   * `currentFile` tells which file the name stands for now, where the database is one; null elsewhere. `check` refuses, by
   * throwing, to go on with what the database is by now.
   */
  constructor(
    databaseName: string,
    connect: () => PrismaClient,
    currentFile: () => string | null,
    {
      limits = TRANSACTION_LIMITS,
      check = null,
    }: { limits?: typeof TRANSACTION_LIMITS; check?: Check | null } = {},
  ) {
    this.#limits = limits;
    this.#check = check;
    this.#databaseName = databaseName;
    this.#connect = connect;
    this.#currentFile = currentFile;
  }

  /** Runs `fn` in a transaction, again when another writer was in its way. Throws `DatabaseError`, or what `fn` throws. */
  async transaction<T>(fn: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(fn);
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        if (this.#stopped || attempt >= (MAX_ATTEMPTS[error.kind] ?? 1)) throw error;
        await delay(backoffDelayMs(RETRY, attempt, Math.random));
      }
    }
  }

  async #once<T>(fn: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    const session = this.#presentSession();
    session.running += 1;
    try {
      return await session.client.$transaction((tx) => this.#checked(tx, session, fn), this.#limits);
    } catch (error) {
      const failure = asDatabaseError(error, this.#databaseName);
      if (failure === null) throw error;
      if (MAX_ATTEMPTS[failure.kind] === undefined && this.#session === session) this.#session = null;
      throw failure;
    } finally {
      session.running -= 1;
      // Not waited for: a connection that answers nothing any more does not answer a goodbye either.
      if (this.#session !== session && session.running === 0) session.client.$disconnect().catch(() => {});
    }
  }

  async #checked<T>(
    tx: Prisma.TransactionClient,
    session: Session,
    fn: (tx: Prisma.TransactionClient) => Promise<T>,
  ): Promise<T> {
    if (this.#check && performance.now() - session.checkedAt > CHECK_EVERY_MS) {
      await this.#check(tx);
      session.checkedAt = performance.now();
    }
    return fn(tx);
  }

  /** The session, or a new one when the file was removed or replaced: the old one would go on in a file nobody finds. */
  #presentSession(): Session {
    const file = this.#currentFile();
    if (this.#session && this.#session.file !== file) {
      const gone = this.#session;
      this.#session = null;
      if (gone.running === 0) gone.client.$disconnect().catch(() => {}); // else its last transaction does it
    }
    this.#session ??= { client: this.#connect(), running: 0, file, checkedAt: Number.NEGATIVE_INFINITY };
    return this.#session;
  }

  /** Lets the try under way be the last. */
  stopRetrying(): void {
    this.#stopped = true;
  }

  async disconnect(): Promise<void> {
    await this.#session?.client.$disconnect();
  }
}
