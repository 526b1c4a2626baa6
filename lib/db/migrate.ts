import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asDatabaseError, DatabaseError } from './errors.ts';
import { connectMigrator, type Migrator } from './migrator.ts';
import { newerSchema } from './newer.ts';
import { makeSqliteFolder } from './sqlite.ts';
import { copySqlite } from './upkeep/copy-sqlite.ts';
import { onFile, schemaOf } from './upkeep/sqlite-file.ts';
import { type DatabaseTarget, parseDatabaseUrl } from './url.ts';

type Migration = { name: string; sql: string; checksum: string };

/** Another process that migrates, or writes, holds an SQLite file locked; a migration of much history takes a while. */
const WAIT_FOR_LOCK_MS = 60_000;
const LOCK_RETRY_MS = 100;

/**
 * Brings the tables of a database up to this version: applies what `<folder>/<engine>` has beyond what the database
 * has, each migration in a transaction of its own, and gives the names of those applied now. Several processes may
 * do so at once. Throws `DatabaseError`: `newer` when the database has more than the folder, `migration-changed`
 * when an applied one was edited since, `migration-failed`.
 */
export async function migrate(url: string, folder = findMigrations()): Promise<string[]> {
  const target = parseDatabaseUrl(url);
  const migrations = await readMigrations(join(folder, target.engine));
  if (target.engine === 'sqlite') await makeSqliteFolder(target.path);
  const told = (error: unknown) => asDatabaseError(error, target.name) ?? error;
  await keepFormer(target, migrations);
  const migrator = await connectMigrator(target).catch((error) => Promise.reject(told(error)));
  try {
    const applied: string[] = [];
    for (;;) {
      const name = await applyNext(migrator, migrations, target.name);
      if (name === null) return applied;
      applied.push(name);
    }
  } catch (error) {
    throw told(error);
  } finally {
    await migrator.close();
  }
}

/**
 * Where a database is copied to before its tables change: beside it, named by the schema it has. Nobody else's to name it:
 * the operator who goes back to the former version looks for it here.
 */
export const formerPath = (path: string, schema: string): string => `${path}.schema-${schema.slice(0, 4)}`;

/** Copies an SQLite database with anything in it before a migration changes it; one that can't be copied is not changed. */
async function keepFormer(target: DatabaseTarget, migrations: readonly Migration[]): Promise<void> {
  if (target.engine !== 'sqlite' || !existsSync(target.path)) return;
  const schema = onFile(target.path, schemaOf);
  const index = migrations.findIndex(({ name }) => name === schema);
  if (schema === null || index === -1 || index === migrations.length - 1) return;
  const out = formerPath(target.path, schema);
  try {
    await copySqlite(target.path, out);
    await removeOldFormer(target.path);
  } catch (error) {
    const failure = asDatabaseError(error, out);
    if (failure === null) throw error;
    throw new DatabaseError(
      failure.kind,
      `The database ${target.path} has to be copied to ${out} before its tables are changed for this version, and that failed; nothing was changed. ${failure.message}`,
      { cause: error },
    );
  }
}

/** Whoever goes back goes back by one version, or two. */
const FORMER_KEPT = 2;

/** Removes the copies that upgrades before the last two made. */
async function removeOldFormer(path: string): Promise<void> {
  const start = `${basename(path)}.schema-`;
  const names = (await readdir(dirname(path))).filter(
    (name) => name.startsWith(start) && /^\d{4}$/.test(name.slice(start.length)),
  );
  for (const name of names.sort().slice(0, -FORMER_KEPT)) await rm(join(dirname(path), name));
}

/** The migrations of this version for an engine, the oldest first. */
export async function knownSchemas(
  engine: DatabaseTarget['engine'],
  folder = findMigrations(),
): Promise<string[]> {
  return (await readMigrations(join(folder, engine))).map(({ name }) => name);
}

/** prisma/migrations of the installation: beside or above this file, bundled into dist/ or not. */
export function findMigrations(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'prisma/migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw new DatabaseError(
    'migration-failed',
    `No folder prisma/migrations in ${here} or any folder above it. Install Pairwatch again, whole.`,
  );
}

/**
 * How many migrations a database has and how many this version knows, without changing anything. Throws `DatabaseError`, as
 * `migrate` does; of kind `not-migrated` where there are no tables yet.
 */
export async function migrationStand(
  url: string,
): Promise<{ applied: number; known: number; last: string | null }> {
  const target = parseDatabaseUrl(url);
  const migrations = await readMigrations(join(findMigrations(), target.engine));
  const told = (error: unknown) => asDatabaseError(error, target.name) ?? error;
  const migrator = await connectMigrator(target).catch((error) => Promise.reject(told(error)));
  try {
    const applied = await checkHistory(migrator, migrations, target.name);
    return { applied, known: migrations.length, last: migrations[applied - 1]?.name ?? null };
  } catch (error) {
    throw told(error);
  } finally {
    await migrator.close();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Applies the first migration the database lacks, looking and applying under one lock; null when it has them all. */
async function applyNext(
  migrator: Migrator,
  migrations: Migration[],
  databaseName: string,
): Promise<string | null> {
  await beginWhenFree(migrator, databaseName);
  try {
    await migrator.script(migrator.historyTable);
    const appliedCount = await checkHistory(migrator, migrations, databaseName);
    const next = migrations[appliedCount];
    if (next) await apply(migrator, next, databaseName);
    await migrator.commit();
    return next?.name ?? null;
  } catch (error) {
    // Closing the connection, which comes next, undoes the transaction as well.
    await migrator.rollback().catch(() => {});
    throw error;
  }
}

async function beginWhenFree(migrator: Migrator, databaseName: string): Promise<void> {
  const giveUpAt = performance.now() + WAIT_FOR_LOCK_MS;
  for (;;) {
    try {
      return await migrator.begin();
    } catch (error) {
      const failure = asDatabaseError(error, databaseName);
      if (failure?.kind !== 'locked' || performance.now() > giveUpAt) throw failure ?? error;
      await delay(LOCK_RETRY_MS);
    }
  }
}

/** How many migrations the database has. Throws when they are not the first ones of this version, unchanged. */
async function checkHistory(
  migrator: Migrator,
  migrations: Migration[],
  databaseName: string,
): Promise<number> {
  const rows = await migrator.rows(
    `SELECT "migration_name", "checksum" FROM "_prisma_migrations"
     WHERE "rolled_back_at" IS NULL AND "finished_at" IS NOT NULL ORDER BY "migration_name"`,
  );
  for (const [index, [name, checksum]] of rows.entries()) {
    const known = migrations[index];
    if (known === undefined || known.name !== name) {
      throw newerSchema(databaseName, String(name));
    }
    if (known.checksum !== checksum) {
      throw new DatabaseError(
        'migration-changed',
        `Migration ${name} of ${databaseName} was applied with checksum ${checksum} and its file has ` +
          `${known.checksum} now. An applied migration must stay as it was: restore the file from the release.`,
      );
    }
  }
  return rows.length;
}

async function apply(
  migrator: Migrator,
  { name, sql, checksum }: Migration,
  databaseName: string,
): Promise<void> {
  try {
    await migrator.script(sql);
  } catch (error) {
    const failure = asDatabaseError(error, databaseName);
    if (failure && failure.kind !== 'refused') throw failure;
    throw new DatabaseError(
      'migration-failed',
      `Migration ${name} of ${databaseName} failed and was undone (${error instanceof Error ? error.message : error}). ` +
        'If tables of another program are in this database, give Pairwatch one of its own.',
      { cause: error },
    );
  }
  // A name is a folder's, the rest is hex: nothing here needs quoting. Prisma writes the same columns.
  await migrator.script(
    `INSERT INTO "_prisma_migrations"
       ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
     VALUES ('${randomUUID()}', '${checksum}', ${migrator.now}, '${name}', ${migrator.now}, 1)`,
  );
}
