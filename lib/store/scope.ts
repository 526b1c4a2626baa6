import type { Actor } from '../access/actor.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { ActionError } from './actions/action-error.ts';
import { SCOPE_RULES, type Scope, type ScopeRule, type Where } from './scope-rules.ts';

// Rows of a pair lead to rows of the same pair alone, so that what is included with a row needs no look of its own. Raw SQL
// is not narrowed: it asks by ids that were found by what is here, or by `pairIdsInScope`.

const scopes = new WeakMap<Tx, Scope>();

/**
 * The transaction as somebody sees it: who sees some pairs only finds nothing of another, whatever a verb asks for, and
 * changes nothing of it. What is done through it throws `ActionError` for what concerns other pairs too.
 */
export function scoped(tx: Tx, { pairs, id }: Pick<Actor, 'pairs' | 'id'>): Tx {
  if (pairs === null) return tx;
  const scope = { pairs, id };
  const narrowed = new Proxy(tx, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      const rule = typeof name === 'string' ? RULES.get(name) : undefined;
      if (rule !== undefined) return narrowedTable(value as Table, { ...rule, scope });
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  scopes.set(narrowed, scope);
  return narrowed;
}

/** The ids of the pairs that are seen in a transaction; null: all. */
export async function pairIdsInScope(tx: Tx): Promise<number[] | null> {
  if (!scopes.has(tx)) return null;
  return (await tx.pair.findMany({ select: { id: true } })).map(({ id }) => id);
}

/** By the name of its table in a transaction: `poolSample`. */
const RULES = new Map(
  Object.entries(SCOPE_RULES).map(([model, rule]) => [
    `${model.charAt(0).toLowerCase()}${model.slice(1)}`,
    { model: model as Prisma.ModelName, rule }, // its keys are these
  ]),
);

type Args = { where?: Where; data?: unknown; create?: unknown };
/** What Prisma offers for every table, without what differs from one to the next. */
type Table = Record<string, (args?: Args) => Promise<unknown>>;
type Narrowing = { model: Prisma.ModelName; rule: ScopeRule; scope: Scope };

const READS = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);
const CHANGES = new Set(['update', 'updateMany', 'updateManyAndReturn', 'delete', 'deleteMany', 'upsert']);
const MAKES = new Set(['create', 'createMany', 'createManyAndReturn']);

function narrowedTable(table: Table, { model, rule, scope }: Narrowing): Table {
  return new Proxy(table, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof name !== 'string' || typeof value !== 'function') return value;
      const act = (args?: Args) => value.call(target, args);
      if (READS.has(name))
        return async (args: Args = {}) => {
          const where = both(args.where, await readRule(target, { model, rule, scope }));
          return seenRows(model, scope, await act({ ...args, where }));
        };
      if (CHANGES.has(name))
        return async (args: Args = {}) => {
          if (args.create !== undefined) checkNamed(rule, scope, args.create);
          const where = both(args.where, (rule.write ?? rule.read)(scope));
          return act({ ...args, where }).catch(refuseUnfound);
        };
      if (MAKES.has(name))
        return async (args: Args = {}) => {
          for (const row of [args.data].flat()) checkNamed(rule, scope, row);
          return act(args);
        };
      throw new Error(`${model}.${name} is not known to the scope of pairs`);
    },
  });
}

/** What names one row stays at the top, where Prisma wants it. */
function both(where: Where = {}, rule: Where): Where {
  const known = [where.AND ?? []].flat();
  return { ...where, AND: [...known, rule] };
}

function checkNamed({ named }: ScopeRule, { pairs }: Scope, row: unknown): void {
  if (named === undefined) return;
  if (named === null) throw forAll();
  const name = (row as Record<string, unknown>)[named] ?? null; // a row of a table that has this column
  if (name === null) throw forAll();
  if (typeof name !== 'string' || !pairs.includes(name))
    throw new ActionError('not-found', `There is no pair “${name}”.`);
}

function forAll(): ActionError {
  return new ActionError(
    'invalid',
    'This concerns all pairs, and this account sees some of them only: name one of those, or have somebody do it who sees all.',
  );
}

function refuseUnfound(error: unknown): never {
  const isUnfound = error instanceof Error && 'code' in error && error.code === 'P2025';
  throw isUnfound ? forAll() : error;
}

async function readRule(table: Table, { model, rule, scope }: Narrowing): Promise<Where> {
  return model === 'Endpoint' ? { name: { in: await endpointsOf(table, scope) } } : rule.read(scope);
}

type EndpointRow = { name: string; filter: { pairs?: readonly string[] | null } };

/** Those that may be told of a pair that is seen. */
async function endpointsOf(table: Table, { pairs }: Scope): Promise<string[]> {
  const rows = (await table.findMany?.()) as EndpointRow[]; // every table has it
  return rows
    .filter(({ filter }) => filter.pairs?.some((name) => pairs.includes(name)) ?? true)
    .map(({ name }) => name);
}

/** Without what columns of JSON tell of other pairs. */
function seenRows(model: Prisma.ModelName, scope: Scope, found: unknown): unknown {
  const narrow = IN_JSON[model];
  if (narrow === undefined || found === null || typeof found !== 'object') return found;
  return Array.isArray(found) ? found.map((row: Row) => narrow(row, scope)) : narrow(found as Row, scope); // a row
}

type Row = Record<string, unknown>;

const IN_JSON: Partial<Record<Prisma.ModelName, (row: Row, scope: Scope) => Row>> = {
  Endpoint: (row, { pairs }) => ({
    ...row,
    ...listed(row, 'filter', 'pairs', (name) => isOneOf(pairs, name)),
  }),
  Collector: (row, { pairs }) => ({
    ...row,
    ...listed(row, 'figures', 'watched', (pair) => isOneOf(pairs, (pair as { name?: unknown }).name)),
  }),
};

const isOneOf = (pairs: readonly string[], name: unknown) => typeof name === 'string' && pairs.includes(name);

/** A column with fewer entries in one of its lists; nothing where there is no such list. */
function listed(row: Row, column: string, list: string, isSeen: (entry: unknown) => boolean): Row {
  const value = row[column] as Row | null | undefined; // JSON that we wrote
  const entries = value?.[list];
  return Array.isArray(entries) ? { [column]: { ...value, [list]: entries.filter(isSeen) } } : {};
}
