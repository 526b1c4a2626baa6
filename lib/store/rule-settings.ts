import { isDeepStrictEqual } from 'node:util';
import { type RuleDto, type RuleLayer, type RuleOptions, ruleOptionsSchema } from '../contracts/rule.ts';
import type { Tx } from '../db/client.ts';
import type { RuleSetting } from '../db/generated/sqlite/client.ts';
import { jsonColumn } from './json.ts';
import { type DamagedRow, readableRows } from './readable-rows.ts';
import { toDate, toIso } from './time.ts';

type Stored = Omit<RuleSetting, 'options'> & { options: RuleOptions };
type StoredLayer = RuleDto['layers'][number];

/** All layers: those of the settings, then those of the database, each ordered everywhere, pairs, pools. */
export async function ruleLayers(tx: Tx): Promise<RuleLayer[]> {
  return (await storedRows(tx)).map(layerOf);
}

/** As `ruleLayers`, each with where it comes from. */
export async function listRuleLayers(tx: Tx): Promise<StoredLayer[]> {
  return (await storedRows(tx)).map((row) => ({
    ...layerOf(row),
    origin: row.origin === 'settings' ? 'settings' : 'database',
    by: row.actor,
    at: toIso(row.at),
  }));
}

/** Rows that can't be read, which no rule heeds. */
export async function damagedRuleSettings(tx: Tx): Promise<DamagedRow[]> {
  return (await readable(tx)).damaged;
}

function readable(tx: Tx, where: { origin?: string } = {}) {
  const order = { where, orderBy: { id: 'asc' } } as const;
  return readableRows(
    {
      name: 'RuleSetting',
      all: () => tx.ruleSetting.findMany(order),
      ids: async () =>
        (await tx.ruleSetting.findMany({ ...order, select: { id: true } })).map(({ id }) => id),
      one: (id: number) => tx.ruleSetting.findUnique({ where: { id } }),
      idOf: ({ id }) => id,
    },
    (row) => ({ ...row, options: ruleOptionsSchema.parse(row.options) }),
  );
}

async function storedRows(tx: Tx): Promise<Stored[]> {
  const { rows } = await readable(tx);
  const place = ({ origin, pair, pool }: Stored) =>
    (origin === 'settings' ? 0 : 3) + (pool !== null ? 2 : pair !== null ? 1 : 0);
  return rows.sort((one, other) => place(one) - place(other));
}

function layerOf({ rule, pair, pool, options }: Stored): RuleLayer {
  return { rule, pair, pool, options };
}

/** Makes these the layers of the settings; what is the same stays as it was. */
export async function syncRuleLayers(tx: Tx, layers: readonly RuleLayer[], now: number): Promise<void> {
  const { rows, damaged } = await readable(tx, { origin: 'settings' });
  const left = new Map(rows.map((row) => [row.id, row]));
  for (const { rule, pair, pool, options } of layers) {
    const layer = { rule, pair, pool, options };
    const same = [...left.values()].find((row) => isDeepStrictEqual(layerOf(row), layer));
    if (same) left.delete(same.id);
    else await insertLayer(tx, { ...layer, origin: 'settings', by: null, now });
  }
  await tx.ruleSetting.deleteMany({
    where: { id: { in: [...left.keys(), ...damaged.map(({ id }) => Number(id))] } },
  });
}

export type NewLayer = RuleLayer & Pick<StoredLayer, 'origin' | 'by'> & { now: number };

export async function insertLayer(tx: Tx, { options, by, now, ...place }: NewLayer): Promise<void> {
  await tx.ruleSetting.create({
    data: { ...place, options: jsonColumn(options), actor: by, at: toDate(now) },
  });
}
