import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { DatabaseError } from './errors.ts';
import { CONNECT_TIMEOUT_MS } from './postgresql.ts';
import type { DatabaseTarget } from './url.ts';

/** What changing the tables asks of an engine: one connection that holds one transaction at a time. */
export type Migrator = {
  /** Begins a transaction beside which no other migrator runs, in whatever process. */
  begin(): Promise<void>;
  /** Runs statements separated by semicolons. */
  script(sql: string): Promise<void>;
  /** Runs one statement; gives its rows, each a list of column values. */
  rows(sql: string): Promise<unknown[][]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
  /** The table in which Prisma keeps what was applied, and the time as it keeps it there. */
  historyTable: string;
  now: string;
};

export function connectMigrator(target: DatabaseTarget): Promise<Migrator> {
  return target.engine === 'sqlite' ? sqliteMigrator(target.path) : postgresqlMigrator(target.url);
}

async function sqliteMigrator(path: string): Promise<Migrator> {
  const adapter = await new PrismaBetterSqlite3({ url: path, timeout: 50 }).connect();
  // Rebuilding a table means dropping it, which would take the rows that refer to it along. Has no effect inside of a
  // transaction, where Prisma's scripts say it.
  await adapter.executeScript('PRAGMA foreign_keys = OFF');
  const rows = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  return {
    begin: () => adapter.executeScript('BEGIN IMMEDIATE'),
    script: (sql) => adapter.executeScript(sql),
    rows,
    async commit() {
      const broken = await rows('PRAGMA foreign_key_check');
      if (broken.length > 0) {
        const found = `${broken.length} rows of ${broken[0]?.[0]} refer to rows that are not there`;
        throw new DatabaseError(
          'migration-failed',
          `A migration would leave ${path} inconsistent: ${found}.`,
        );
      }
      await adapter.executeScript('COMMIT');
    },
    rollback: () => adapter.executeScript('ROLLBACK'),
    close: () => adapter.dispose(),
    historyTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" TEXT PRIMARY KEY NOT NULL,
      "checksum" TEXT NOT NULL,
      "finished_at" DATETIME,
      "migration_name" TEXT NOT NULL,
      "logs" TEXT,
      "rolled_back_at" DATETIME,
      "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
      "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
    )`,
    now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  };
}

/** The lock that Prisma's own tool takes, so that it is kept out too. It ends with the transaction. */
const TAKE_LOCK = 'SELECT pg_advisory_xact_lock(72707369)';

async function postgresqlMigrator(url: string): Promise<Migrator> {
  const adapter = await new PrismaPg({
    connectionString: url,
    application_name: 'pairwatch migrate',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  }).connect();
  const connection = await adapter
    .underlyingDriver()
    .connect()
    .catch(async (error) => {
      await adapter.dispose();
      throw error;
    });
  connection.on('error', () => {}); // a connection that breaks is told by the query that needs it
  const script = async (sql: string) => void (await connection.query(sql));
  return {
    async begin() {
      await script('BEGIN');
      await script("SET LOCAL search_path = 'public'"); // the schema in which the client looks
      await script(TAKE_LOCK);
    },
    script,
    rows: async (sql) => (await connection.query({ text: sql, rowMode: 'array' })).rows,
    commit: () => script('COMMIT'),
    rollback: () => script('ROLLBACK'),
    async close() {
      connection.release(true);
      await adapter.dispose();
    },
    historyTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" VARCHAR(36) PRIMARY KEY NOT NULL,
      "checksum" VARCHAR(64) NOT NULL,
      "finished_at" TIMESTAMPTZ,
      "migration_name" VARCHAR(255) NOT NULL,
      "logs" TEXT,
      "rolled_back_at" TIMESTAMPTZ,
      "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
      "applied_steps_count" INTEGER NOT NULL DEFAULT 0
    )`,
    now: 'now()',
  };
}
