import { isDeepStrictEqual } from 'node:util';
import { type RuleDto, type RuleLayer, ruleOptionsSchema } from '../contracts/rule.ts';
import type { Tx } from '../db/client.ts';
import type { RuleSetting } from '../db/generated/sqlite/client.ts';
import { jsonColumn } from './json.ts';
import { toDate, toIso } from './time.ts';

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

async function storedRows(tx: Tx): Promise<RuleSetting[]> {
  const rows = await tx.ruleSetting.findMany({ orderBy: { id: 'asc' } });
  const place = ({ origin, pair, pool }: RuleSetting) =>
    (origin === 'settings' ? 0 : 3) + (pool !== null ? 2 : pair !== null ? 1 : 0);
  return rows.sort((one, other) => place(one) - place(other));
}

function layerOf({ rule, pair, pool, options }: RuleSetting): RuleLayer {
  return { rule, pair, pool, options: ruleOptionsSchema.parse(options) };
}

/** Makes these the layers of the settings; what is the same stays as it was. */
export async function syncRuleLayers(tx: Tx, layers: readonly RuleLayer[], now: number): Promise<void> {
  const known = await tx.ruleSetting.findMany({ where: { origin: 'settings' } });
  const left = new Map(known.map((row) => [row.id, row]));
  for (const { rule, pair, pool, options } of layers) {
    const layer = { rule, pair, pool, options };
    const same = [...left.values()].find((row) => isDeepStrictEqual(layerOf(row), layer));
    if (same) left.delete(same.id);
    else await insertLayer(tx, { ...layer, origin: 'settings', by: null, now });
  }
  await tx.ruleSetting.deleteMany({ where: { id: { in: [...left.keys()] } } });
}

export type NewLayer = RuleLayer & Pick<StoredLayer, 'origin' | 'by'> & { now: number };

export async function insertLayer(tx: Tx, { options, by, now, ...place }: NewLayer): Promise<void> {
  await tx.ruleSetting.create({
    data: { ...place, options: jsonColumn(options), actor: by, at: toDate(now) },
  });
}
