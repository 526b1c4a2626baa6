import { AsyncLocalStorage } from 'node:async_hooks';
import { Channel, TRANSACTION_LIMITS } from './channel.ts';
import { DatabaseError } from './errors.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import { refuseNewer } from './newer.ts';
import { CONNECTIONS, createPostgresqlClient } from './postgresql.ts';
import { createSqliteClient, fileIdentity, makeSqliteFolder } from './sqlite.ts';
import { Turns } from './turns.ts';
import { type DatabaseTarget, parseDatabaseUrl } from './url.ts';

/**
 * What the verbs of the store work with: one transaction. Typed by SQLite's client, which offers the least of the
 * two, so that what compiles runs on both engines.
 */
export type Tx = Prisma.TransactionClient;

export type Database = {
  readonly engine: DatabaseTarget['engine'];
  /** Runs `fn` on one state of the database, whatever is written meanwhile. It can not write. */
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` in a transaction, after all writes asked for before; what it throws undoes all of it. When another
   * writer was in the way, `fn` runs again from its begin, so it may change nothing but the database.
   */
  write<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Waits for what runs and disconnects; what comes later is turned away. */
  close(): Promise<void>;
};

export type DatabaseRole = 'collector' | 'web';

/**
 * Opens the database of a URL (see `parseDatabaseUrl`) without connecting yet: a server that is down or a file that
 * is not there is told by the first call, and a later call finds it when it is back. The collector makes an SQLite
 * file and its folder; the web process never does. `isExpendable`: what is written may be lost with the machine's power. Every call throws `DatabaseError` for what the database got
 * wrong, and passes on what `fn` throws.
 */
export async function openDatabase(
  url: string,
  { role, isExpendable = false }: { role: DatabaseRole; isExpendable?: boolean },
): Promise<Database> {
  const target = parseDatabaseUrl(url);
  if (target.engine === 'sqlite' && role === 'collector') await makeSqliteFolder(target.path);
  const currentFile = () => (target.engine === 'sqlite' ? fileIdentity(target.path) : null);
  // The collector brings the tables up to date, and refuses by itself.
  const check = role === 'web' ? (tx: Tx) => refuseNewer(tx, target.name) : null;
  const reading = new Channel(
    target.name,
    () => connect(target, { role, isExpendable, access: 'read' }),
    currentFile,
    { check },
  );
  const writing = new Channel(
    target.name,
    () => connect(target, { role, isExpendable, access: 'write' }),
    currentFile,
    { limits: isExpendable ? AT_LEISURE : TRANSACTION_LIMITS, check },
  );
  const readTurns = readTurnsOf(target);
  const writeTurns = new Turns();
  const running = new Set<Promise<unknown>>();
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  let closed = false;

  async function run<T>(channel: Channel, turns: Turns, fn: (tx: Tx) => Promise<T>): Promise<T> {
    if (closed) throw new Error(`the database ${target.name} was closed before this call`);
    if (inside.getStore()?.open) throw new Error('a transaction was asked for inside another; use its tx');
    const task = () => channel.transaction((tx) => within(inside, () => fn(tx)));
    const work = turns.take(task);
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  return {
    engine: target.engine,
    read: (fn) => run(reading, readTurns, fn),
    write: (fn) => run(writing, writeTurns, fn),
    async close() {
      closed = true;
      for (const channel of [reading, writing]) channel.stopRetrying();
      await Promise.allSettled(running);
      await Promise.all([reading.disconnect(), writing.disconnect()]);
    },
  };
}

/**
 * SQLite's client has one connection, which holds one transaction. PostgreSQL's gives up on who waits for one of its few
 * connections as if nobody answered, so nobody waits there.
 */
function readTurnsOf({ engine, name }: DatabaseTarget): Turns {
  if (engine === 'sqlite') return new Turns();
  const ms = TRANSACTION_LIMITS.maxWait;
  const text = `The database ${name} came to no further question for ${ms / 1000} s. Look at the load of its machine, and for long queries of others; Pairwatch asks again by itself.`;
  return new Turns({
    places: CONNECTIONS.read,
    patience: { ms, error: () => new DatabaseError('busy', text) },
  });
}

/** A second transaction inside one would wait for the first, which waits for it; or read what the first replaced. */
async function within<T>(inside: AsyncLocalStorage<{ open: boolean }>, fn: () => Promise<T>): Promise<T> {
  const transaction = { open: true };
  try {
    return await inside.run(transaction, fn);
  } finally {
    transaction.open = false; // what `fn` set going and left running is outside from here on
  }
}

/** Nobody else waits for a database that is still being made. */
const AT_LEISURE = { ...TRANSACTION_LIMITS, timeout: 600_000 };

type Connection = { role: DatabaseRole; isExpendable: boolean; access: 'read' | 'write' };

function connect(target: DatabaseTarget, { role, isExpendable, access }: Connection) {
  if (target.engine === 'postgresql') {
    return createPostgresqlClient(target.url, { access, applicationName: `pairwatch ${role}` });
  }
  return createSqliteClient(target.path, { access, create: role === 'collector', isExpendable });
}
