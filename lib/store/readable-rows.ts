import { z } from 'zod';

/** A row that holds what this version can't read: a disk or a hand changed it. */
export type DamagedRow = { table: string; id: number | string; why: string };

type Table<Id, Row> = {
  name: string;
  all: () => Promise<Row[]>;
  /** The same without any column that may be damaged, in the same order. */
  ids: () => Promise<Id[]>;
  one: (id: Id) => Promise<Row | null>;
  idOf: (row: Row) => Id;
};

/**
 * What the rows of a table say, without those that can't be read: one damaged row must keep nobody from being told of all
 * else. `read` throws for what it does not understand. In the order of `all`.
 */
export async function readableRows<Id extends number | string, Row, Read>(
  table: Table<Id, Row>,
  read: (row: Row) => Read,
): Promise<{ rows: Read[]; damaged: DamagedRow[] }> {
  const found: { rows: Read[]; damaged: DamagedRow[] } = { rows: [], damaged: [] };
  const unlessDamaged = async (id: Id, work: () => Promise<void> | void) => {
    try {
      await work();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      found.damaged.push({ table: table.name, id, why: whyOf(error) });
    }
  };
  const take = (row: Row) => unlessDamaged(table.idOf(row), () => void found.rows.push(read(row)));
  const whole = await allUnlessDamaged(table);
  for (const row of whole ?? []) await take(row);
  if (whole === null)
    for (const id of await table.ids())
      await unlessDamaged(id, async () => {
        const row = await table.one(id);
        if (row !== null) await take(row);
      });
  return found;
}

/** null where one of them keeps the client from reading any. */
async function allUnlessDamaged<Id, Row>({ all }: Table<Id, Row>): Promise<Row[] | null> {
  try {
    return await all();
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** A text that is no JSON, as the client tells it, or JSON of another shape. */
const isUnreadable = (error: unknown): error is Error =>
  error instanceof z.ZodError || (error instanceof Error && error.name === 'SyntaxError');

/** Without what stands there: it may be anything. */
const whyOf = (error: unknown): string =>
  error instanceof z.ZodError
    ? `${error.issues[0]?.path.join('.') || 'its value'} is not as expected`
    : 'it is no JSON';
