import type { Tx } from '../../db/client.ts';
import { bumpTopics, COUNTER } from '../../store/topics.ts';

/** Rows that hold the present alone: of many writes to one of them within a transaction only the last one lasts. */
const OF_THE_PRESENT = ['pairPart', 'pairStatus', 'serverStatus', 'source', 'leaseFile', 'historyProgress'];

/** What questions about other rows may ask for on the way. */
const ASKED_THROUGH = ['pair', 'server', 'pool'];

/** Rows that are prolonged again and again, each by its id: of those writes, too, the last one lasts. */
const PROLONGED = ['answeringSpan', 'backlogSpan'];

const READS = [
  'findMany',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'count',
  'aggregate',
  'groupBy',
];

/** Reads that give rows as they are. */
const LISTS = ['findMany', 'findFirst', 'findUnique'];

type Arguments = {
  where?: unknown;
  include?: unknown;
  select?: object;
  create?: object;
  update?: object;
  data?: object;
};
type Verb = (args?: Arguments) => PromiseLike<unknown>;

/**
 * A transaction for very many readings: it remembers what it read until that is written, and writes rows of the present
 * once. What it comes to is the same as without. `flush` writes what is kept back; call it before the commit.
 */
export function batchOf(tx: Tx): { tx: Tx; flush: () => Promise<void> } {
  const known = new Map<string, Map<string, Promise<unknown>>>();
  const waiting = new Map<string, Map<string, Arguments>>();
  const empty = new Map<string, boolean>();
  const topics = new Set<string>();

  async function flush(of: readonly string[] = [...waiting.keys()]): Promise<void> {
    for (const model of of) {
      const rows = waiting.get(model);
      waiting.delete(model);
      for (const row of rows?.values() ?? [])
        await verbOf(tx, model, row.data === undefined ? 'upsert' : 'update')(row);
    }
  }

  async function read(
    model: string,
    name: string,
    verb: Verb,
    args: Arguments | undefined,
  ): Promise<unknown> {
    if (asksForOthers(args)) {
      await flush();
      return verb(args);
    }
    const kept = name.startsWith('findUnique') && waiting.get(model)?.get(JSON.stringify(args?.where));
    if (kept) return { ...kept.create, ...kept.update };
    if (LISTS.includes(name) && (await isEmpty(model))) return name === 'findMany' ? [] : null;
    const answers = known.get(model) ?? new Map<string, Promise<unknown>>();
    known.set(model, answers);
    const question = `${name} ${JSON.stringify(args)}`;
    const answer = answers.get(question) ?? flush([model]).then(() => verb(args));
    answers.set(question, answer);
    return answer;
  }

  /** In an empty table nothing is to be found, whatever is asked for. */
  async function isEmpty(model: string): Promise<boolean> {
    if (waiting.get(model)?.size) return false;
    const isIt = empty.get(model) ?? (await verbOf(tx, model, 'count')()) === 0;
    empty.set(model, isIt);
    return isIt;
  }

  function keepBack(model: string, args: Arguments): Promise<unknown> {
    const rows = waiting.get(model) ?? new Map<string, Arguments>();
    waiting.set(model, rows);
    const row = JSON.stringify(args.where);
    const before = rows.get(row);
    // What a row made by the former write would be after this one.
    const create = before ? { ...before.create, ...args.update } : args.create;
    empty.set(model, false);
    rows.set(row, { ...args, ...(create && { create }), update: { ...before?.update, ...args.update } });
    known.delete(model);
    return Promise.resolve(null);
  }

  /** What is known of the row is known as it will be. */
  async function prolong(model: string, { where, data }: Arguments): Promise<unknown> {
    const rows = waiting.get(model) ?? new Map<string, Arguments>();
    waiting.set(model, rows);
    const row = JSON.stringify(where);
    rows.set(row, { where, data: { ...rows.get(row)?.data, ...data } });
    for (const answer of known.get(model)?.values() ?? []) {
      const found = await answer;
      if (isRow(found) && row === JSON.stringify({ id: found.id })) Object.assign(found, data);
    }
    return null;
  }

  async function write(
    model: string,
    name: string,
    verb: Verb,
    args: Arguments | undefined,
  ): Promise<unknown> {
    await flush([model]);
    if (empty.get(model) || name.startsWith('delete')) empty.delete(model);
    // What is removed may take others with it.
    if (ASKED_THROUGH.includes(model) || name.startsWith('delete')) known.clear();
    else known.delete(model);
    return verb(args);
  }

  const modelOf = (model: string, delegate: object) =>
    new Proxy(delegate, {
      get: (_, name) => (args?: Arguments) => {
        const verb = verbOf(tx, model, String(name));
        if (READS.includes(String(name))) return read(model, String(name), verb, args);
        if (name === 'upsert' && args && OF_THE_PRESENT.includes(model)) return keepBack(model, args);
        if (name === 'update' && args && PROLONGED.includes(model)) return prolong(model, args);
        return write(model, String(name), verb, args);
      },
    });

  /** Whoever listens is told once, at the end. */
  const topicsModel = {
    upsert: async ({ where }: { where: { name: string } }) => {
      topics.add(where.name);
      return { cursor: 0 };
    },
    updateMany: async ({ where: { name } }: { where: { name: string | { in: string[] } } }) => {
      const names = typeof name === 'string' ? [name] : name.in;
      for (const each of names) topics.add(each);
      return { count: names.length };
    },
  };

  const models = new Map<string, object>([['topic', topicsModel]]);
  const batch = new Proxy(tx, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === 'function')
        return async (statement: { strings?: readonly string[] }, ...values: unknown[]) => {
          const models = modelsIn(statement);
          await flush(models);
          for (const model of models) {
            known.delete(model);
            if (empty.get(model)) empty.delete(model);
          }
          return member.call(target, statement, ...values);
        };
      if (typeof member !== 'object' || member === null) return member;
      const model = models.get(String(name)) ?? modelOf(String(name), member);
      models.set(String(name), model);
      return model;
    },
  });
  return {
    tx: batch,
    async flush() {
      await flush();
      topics.delete(COUNTER);
      await bumpTopics(tx, [...topics]);
      topics.clear();
    },
  };
}

/** The models whose tables a raw statement names: they stand in quotes, as columns do, which are no models. */
function modelsIn(statement: { strings?: readonly string[] }): string[] {
  const text = (statement.strings ?? []).join(' ');
  return [...text.matchAll(/"([A-Z]\w*)"/g)].map(
    ([, table = '']) => table[0]?.toLowerCase() + table.slice(1),
  );
}

function isRow(answer: unknown): answer is { id: unknown } {
  return typeof answer === 'object' && answer !== null && 'id' in answer;
}

/** Rows of other tables come with the answer. */
function asksForOthers(args: Arguments | undefined): boolean {
  return (
    args?.include !== undefined || Object.values(args?.select ?? {}).some((each) => typeof each === 'object')
  );
}

/** Models and their verbs are told apart by name here, which Prisma's types do not offer. */
function verbOf(tx: Tx, model: string, name: string): Verb {
  const delegate = Reflect.get(tx, model) as Record<string, Verb>;
  return (args) => (delegate[name] as Verb).call(delegate, args);
}
