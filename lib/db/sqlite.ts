import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { beginWith, execute, type Transaction } from './begin.ts';
import { asDatabaseError, DatabaseError } from './errors.ts';
import { PrismaClient } from './generated/sqlite/client.ts';

export type SqliteOptions = {
  access: 'read' | 'write';
  /** Whether the file is made when it is missing. */
  create: boolean;
  /** What is written may be lost with the machine's power: many writes are then several times as fast. */
  isExpendable?: boolean;
};

/**
 * SQLite waits for a lock inside its own call, with the whole process standing still: so it waits but this long, and
 * the retries of `openDatabase` do the rest.
 */
const BUSY_TIMEOUT_MS = 20;

/** Makes the folder of a database file. Throws `DatabaseError`. */
export async function makeSqliteFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw asDatabaseError(error, path) ?? error;
  }
}

/** What tells the file at a path from any other that stood there before; null when there is none. */
export function fileIdentity(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

/** A client with one connection of its own; in WAL mode one that reads and one that writes don't wait for each other. */
export function createSqliteClient(path: string, options: SqliteOptions): PrismaClient {
  const factory = new PrismaBetterSqlite3(
    { url: path, timeout: BUSY_TIMEOUT_MS },
    { timestampFormat: 'unixepoch-ms' }, // so that ranges are comparisons of integers
  );
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    checkIsThere(path, options.create);
    const adapter = await connect();
    await adapter.executeScript(pragmas(options));
    if (options.isExpendable || options.access === 'read') prepareOnce(adapter);
    return options.access === 'write' ? beginWith(adapter, takeWriteLock) : adapter;
  };
  return new PrismaClient({ adapter: factory });
}

function checkIsThere(path: string, create: boolean): void {
  if (!create && !existsSync(path)) {
    throw new DatabaseError(
      'not-migrated',
      `The database ${path} does not exist yet. The collector makes it when it starts: start it, or look into its log.`,
    );
  }
  if (!existsSync(dirname(path))) {
    throw new DatabaseError(
      'not-writable',
      `The folder ${dirname(path)} of the database is gone. Restart Pairwatch.`,
    );
  }
}

/** Synchronous FULL: a commit survives the loss of power, that of an acknowledgement as well as that of a reading. */
function pragmas({ access, isExpendable }: SqliteOptions): string {
  return [
    'PRAGMA journal_mode = WAL',
    `PRAGMA synchronous = ${isExpendable ? 'OFF' : 'FULL'}`,
    ...(isExpendable ? ['PRAGMA cache_size = -65536', 'PRAGMA wal_autocheckpoint = 20000'] : []),
    'PRAGMA foreign_keys = ON',
    ...(access === 'read' ? ['PRAGMA query_only = ON'] : []),
  ].join(';');
}

/**
 * The adapter begins without a lock: a transaction that reads first and writes later then fails at once when another
 * process wrote in between, however long it may wait. A lock taken at the begin can be waited for.
 */
async function takeWriteLock(transaction: Transaction): Promise<void> {
  await execute(transaction, 'COMMIT');
  await execute(transaction, 'BEGIN IMMEDIATE');
}

type Prepared = {
  reader: boolean;
  columns(): { name: string; type: string | null }[];
  raw(): Prepared;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): unknown;
};

/** Texts differ also by how many values they name, so there is no end of them. */
const MAX_PREPARED = 300;

/** Each text is prepared once for a connection, while it is among those asked for last: the adapter prepares it at every call, which is a tenth of all it takes. */
function prepareOnce(adapter: object): void {
  // The adapter keeps its connection to itself, and its version is pinned.
  const { client } = adapter as { client: { prepare: (text: string) => Prepared } };
  const prepare = client.prepare.bind(client);
  const known = new Map<string, Prepared>();
  client.prepare = (text) => {
    const statement = known.get(text) ?? prepare(text);
    known.delete(text);
    known.set(text, statement);
    const [oldest] = known.keys();
    if (known.size > MAX_PREPARED && oldest !== undefined) known.delete(oldest);
    return boundLater(statement);
  };
}

/** What the adapter does with a statement; its values come with each call, since they can be bound but once. */
function boundLater(statement: Prepared): Prepared & { bind: (values: unknown[]) => Prepared } {
  let bound: unknown[] = [];
  const asked = {
    bind(values: unknown[]) {
      bound = values;
      return asked;
    },
    get reader() {
      return statement.reader;
    },
    columns: () => statement.columns(),
    raw() {
      statement.raw();
      return asked;
    },
    all: () => statement.all(...bound),
    run: () => statement.run(...bound),
  };
  return asked;
}
