import { stat } from 'node:fs/promises';
import SqliteConnection from 'better-sqlite3';
import { asDatabaseError, DatabaseError } from '../errors.ts';
import { LAST_APPLIED } from '../newer.ts';

/** What a copy holds, as it was read back from it. */
export type SqliteContents = {
  /** The last migration that was applied. */
  schema: string;
  rows: { pairs: number; events: number; incidents: number };
  /** When the collector last beat in it, and which; null when none ever did. Milliseconds. */
  collector: { instance: string; lastSeenAt: number } | null;
};

export type CheckDepth = 'quick' | 'full';

/** So much of what is wrong is told: one damaged page can be a thousand lines. */
const FINDINGS_TOLD = 5;

/**
 * Has SQLite look through a database: `quick` all pages and rows, `full` also whether each index has what its table has.
 * Gives what is wrong, empty when nothing is. Takes seconds for each gigabyte, in which its thread does nothing else.
 * @throws DatabaseError when it can't be opened at all.
 */
export function damageOf(path: string, depth: CheckDepth): string[] {
  return onFile(path, (connection) => {
    const check = depth === 'quick' ? 'quick_check' : 'integrity_check';
    const lines = connection.pragma(`${check}(${FINDINGS_TOLD})`) as Record<string, string>[]; // as SQLite documents it
    return lines.flatMap((line) => Object.values(line)).filter((line) => line !== 'ok');
  });
}

/**
 * What is in a database file.
 * @throws DatabaseError `not-pairwatch` when it is some other database.
 */
export function contentsOf(path: string): SqliteContents {
  return onFile(path, (connection) => {
    const schema = schemaOf(connection);
    if (schema === null) {
      throw new DatabaseError(
        'not-pairwatch',
        `${path} is a database, but none of Pairwatch: no migration of it was applied there.`,
      );
    }
    // The first schemas had not all of them.
    const count = (table: string) =>
      hasTable(connection, table)
        ? (connection.prepare(`SELECT count(*) AS "rows" FROM "${table}"`).get() as { rows: number }).rows // one row, always
        : 0;
    const beat = hasTable(connection, 'Collector')
      ? connection.prepare('SELECT "instance", "lastSeenAt" FROM "Collector"').get()
      : undefined;
    return {
      schema,
      rows: { pairs: count('Pair'), events: count('Event'), incidents: count('Incident') },
      collector: (beat as SqliteContents['collector'] | undefined) ?? null, // the columns asked for, kept as milliseconds
    };
  });
}

/** The size of a file in bytes. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}

/** Opens a file for one use, to read only. Throws `DatabaseError`. */
export function onFile<T>(path: string, use: (connection: SqliteConnection.Database) => T): T {
  try {
    const connection = new SqliteConnection(path, { readonly: true, fileMustExist: true, timeout: 1000 });
    try {
      return use(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    throw asDatabaseError(error, path) ?? error;
  }
}

/** The last migration that was applied; null in a database that has none. */
export function schemaOf(connection: SqliteConnection.Database): string | null {
  if (!hasTable(connection, '_prisma_migrations')) return null;
  const row = connection.prepare(LAST_APPLIED).get();
  return (row as { name: string } | undefined)?.name ?? null; // the one column asked for
}

function hasTable(connection: SqliteConnection.Database, name: string): boolean {
  return (
    connection.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`).get(name) !==
    undefined
  );
}
