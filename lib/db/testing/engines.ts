import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../client.ts';
import { migrate } from '../migrate.ts';

/** Admin URL of a PostgreSQL in which tests may make and drop databases; bin/testing/throw-away-postgresql.mjs gives one. */
const adminUrl = process.env.PAIRWATCH_TEST_POSTGRESQL;

export type TestEngine = {
  name: Database['engine'];
  /** URL of a new database without any tables; it goes when the test ends. */
  makeDatabase(): Promise<string>;
  /** A new database with its tables, opened as by the collector; both go when the test ends. */
  open(): Promise<{ db: Database; url: string }>;
};

/** Runs one suite on SQLite and on PostgreSQL. */
export function describeOnEngines(title: string, suite: (engine: TestEngine) => void): void {
  describe(`${title} on SQLite`, () => suite(engineOf('sqlite', makeSqliteFile)));
  describeOnPostgresql(title, suite);
}

/** Runs a suite that only concerns PostgreSQL. */
export function describeOnPostgresql(title: string, suite: (engine: TestEngine) => void): void {
  const reason = adminUrl ? '' : ' (skipped: PAIRWATCH_TEST_POSTGRESQL names no server)';
  describe.skipIf(!adminUrl)(`${title} on PostgreSQL${reason}`, () =>
    suite(engineOf('postgresql', makePostgresqlDatabase)),
  );
}

/** Runs a suite that only concerns SQLite. */
export function describeOnSqlite(title: string, suite: (engine: TestEngine) => void): void {
  describe(`${title} on SQLite`, () => suite(engineOf('sqlite', makeSqliteFile)));
}

function engineOf(name: TestEngine['name'], makeDatabase: () => Promise<string>): TestEngine {
  return {
    name,
    makeDatabase,
    async open() {
      const url = await makeDatabase();
      await migrate(url);
      return { db: await openForTest(url), url };
    },
  };
}

/** Opens a database for the rest of the test. */
export async function openForTest(url: string, role: 'collector' | 'web' = 'collector'): Promise<Database> {
  const db = await openDatabase(url, { role });
  onTestFinished(() => db.close());
  return db;
}

/** A folder that goes when the test ends. */
export async function makeTestFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pairwatch-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function makeSqliteFile(): Promise<string> {
  return `file:${join(await makeTestFolder(), 'pairwatch.db')}`;
}

async function makePostgresqlDatabase(): Promise<string> {
  const name = `pairwatch_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}`);
  onTestFinished(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(adminUrl ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement with the rights of a superuser, on a connection of its own. */
export async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
