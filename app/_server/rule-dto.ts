import type { RuleKind } from '../../lib/alerts/catalogue.ts';
import { isPool, ruleFor } from '../../lib/alerts/rule-book.ts';
import type { RuleDto } from '../../lib/contracts/rule.ts';

/** null: everywhere, or all pools of the pair. */
export type RulePlace = { pair: string | null; pool: string | null };

type Layer = RuleDto['layers'][number];

/** A rule as it stands at a place, of all layers there are. */
export function ruleDto(kind: RuleKind, layers: readonly Layer[], { pair, pool }: RulePlace): RuleDto {
  const { levels, ...rule } = ruleFor(kind, layers, pair, pool);
  return {
    ...rule,
    title: kind.title,
    summary: kind.summary,
    about: kind.about,
    enabled: levels.length > 0,
    levels: levels.map(({ severity, forMs, limits }) => ({ severity, forMs, limits: { ...limits } })),
    limits: Object.fromEntries(
      Object.entries(kind.limits).map(([name, { meaning, unit }]) => [name, { meaning, unit }]),
    ),
    labels: { ...rule.labels },
    layers: layers
      .filter((layer) => layer.rule === kind.id && holdsAt(layer, { pair, pool }))
      .sort((one, other) => nearness(one) - nearness(other)),
  };
}

function holdsAt(layer: Layer, { pair, pool }: RulePlace): boolean {
  if (layer.pair === null) return true;
  if (layer.pair !== pair) return false;
  return layer.pool === null || (pool !== null && isPool(layer.pool, pool));
}

const nearness = ({ pair, pool }: RulePlace): number => (pool !== null ? 2 : pair !== null ? 1 : 0);
