import { setImmediate } from 'node:timers/promises';
import type { Tx } from './client.ts';
import { Prisma } from './generated/sqlite/client.ts';

/**
 * Statements about many rows at once, for what Prisma's own verbs are too slow for: those took in 1,800 leases a
 * second, these 25,000 to 40,000. The rows travel as one JSON parameter, so that neither engine's limit of parameters
 * counts and there is one text to prepare however many rows there are. Both engines unpack it by the same words.
 */

/** Types of columns by the name that both engines cast to. */
type ColumnTypes = {
  BIGINT: number;
  INTEGER: number;
  BOOLEAN: boolean;
  TEXT: string;
  /** Not cast: what lies within JSON is JSON on both. Made by `jsonColumn`. */
  JSON: Prisma.InputJsonValue;
};

type Columns = Record<string, keyof ColumnTypes>;

/** One row: a value for every column. Whole numbers up to 2^53. */
export type BulkRow<C extends Columns> = { [Name in keyof C]: ColumnTypes[C[Name]] | null };

export type BulkTable<C extends Columns> = {
  table: string;
  /** Columns that hold the same in all rows of one call. */
  shared: readonly string[];
  columns: C;
  /** The unique columns by which a row that is there is written over; none where rows are only added. */
  key?: readonly string[];
};

/** On SQLite a statement holds the event loop: this many rows for about 5 ms. */
const ROWS_PER_STATEMENT = 250;

/**
 * Gives the function that writes rows into a table: `(tx, sharedValues, rows)`. Rows may repeat no key within one call.
 * Bytes that PostgreSQL takes in no text (NUL, half a surrogate pair) become U+FFFD.
 */
export function bulkWriter<C extends Columns>(
  target: BulkTable<C>,
): (tx: Tx, shared: readonly (number | Date)[], rows: readonly BulkRow<C>[]) => Promise<void> {
  const names = Object.keys(target.columns);
  const strings = statementAround(target, names);
  return async (tx, shared, rows) => {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const json = packRows(rows.slice(from, from + ROWS_PER_STATEMENT), names);
      await tx.$executeRaw(new Prisma.Sql(strings, [...shared, json]));
      // SQLite answers before it is asked to wait: without this nobody else had a turn while an import runs.
      await setImmediate();
    }
  };
}

/** Gives the function that changes columns of rows that are there: `(tx, rows)`. `key` is among the columns. */
export function bulkUpdater<C extends Columns>({
  table,
  columns,
  key,
}: {
  table: string;
  columns: C;
  key: readonly string[];
}): (tx: Tx, rows: readonly BulkRow<C>[]) => Promise<void> {
  const names = Object.keys(columns);
  const cells = names.map((name, at) => `${cellOf(columns, name, at)} AS ${quoted(name)}`).join(', ');
  const changes = names
    .filter((name) => !key.includes(name))
    .map((name) => `${quoted(name)} = rows.${quoted(name)}`);
  const isSame = key.map((name) => `${quoted(table)}.${quoted(name)} = rows.${quoted(name)}`).join(' AND ');
  const head = `UPDATE ${quoted(table)} SET ${changes.join(', ')} FROM (SELECT ${cells} FROM jsonb_each(`;
  return async (tx, rows) => {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const json = packRows(rows.slice(from, from + ROWS_PER_STATEMENT), names);
      await tx.$executeRaw(new Prisma.Sql([head, `)) AS rows WHERE ${isSame}`], [json]));
      await setImmediate();
    }
  };
}

const cellOf = (columns: Columns, name: string, position: number): string =>
  columns[name] === 'JSON' ? `value -> ${position}` : `CAST(value ->> ${position} AS ${columns[name]})`;

/** The text of the statement, cut where a parameter stands. */
function statementAround({ table, shared, columns, key }: BulkTable<Columns>, names: string[]): string[] {
  const cells = names.map((name, position) => cellOf(columns, name, position));
  // SQLite needs the WHERE to tell ON CONFLICT from the ON of a join.
  const tail = `) AS rows WHERE true${key ? onConflict(key, [...shared, ...names]) : ''}`;
  const head = `INSERT INTO ${quoted(table)} (${[...shared, ...names].map(quoted).join(', ')}) SELECT `;
  const gaps = shared.map((_, position) =>
    position < shared.length - 1 ? ', ' : `, ${cells.join(', ')} FROM jsonb_each(`,
  );
  return [head, ...gaps, tail];
}

function onConflict(key: readonly string[], written: string[]): string {
  const others = written.filter((name) => !key.includes(name));
  const changes = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return ` ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${changes.join(', ')}`;
}

const quoted = (name: string): string => `"${name}"`;

/** Whole numbers, however many, to stand behind IN in a raw query. */
export function bulkList(numbers: readonly number[]): Prisma.Sql {
  return Prisma.sql`(SELECT CAST(value ->> 0 AS BIGINT) FROM jsonb_each(${pack(numbers.map((number) => [number]))}))`;
}

function packRows(rows: readonly Record<string, unknown>[], names: string[]): string {
  return pack(rows.map((row) => names.map((name) => storable(row[name]))));
}

/** As an object of arrays: the engines have a function in common that unpacks objects, and none for arrays. */
function pack(rows: unknown[][]): string {
  return JSON.stringify(Object.fromEntries(rows.entries()));
}

function storable(value: unknown): unknown {
  return typeof value === 'string' && /[\0\ud800-\udfff]/.test(value) ? repaired(value) : value;
}

const HALF_PAIRS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function repaired(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(HALF_PAIRS, '\ufffd');
}
