import { ruleKind } from '../../../lib/alerts/catalogue.ts';
import type { Rule } from '../../../lib/alerts/rule.ts';
import { ruleFor } from '../../../lib/alerts/rule-book.ts';
import type { RuleDto } from '../../../lib/contracts/rule.ts';
import type { RulePlace } from '../../../lib/queries/rules.ts';

type Layer = RuleDto['layers'][number];

/** What is wanted of a rule at that very place; null: nothing of its own. */
export function layerAt({ layers }: Pick<RuleDto, 'layers'>, { pair, pool }: RulePlace): Layer | null {
  return layers.find((layer) => layer.pair === pair && layer.pool === pool) ?? null;
}

/** A rule as it would stand at a place if nothing were wanted there; null for a rule that only a newer server knows. */
export function ruleAround({ id, layers }: Pick<RuleDto, 'id' | 'layers'>, place: RulePlace): Rule | null {
  const kind = ruleKind(id);
  if (kind === null) return null;
  const own = layerAt({ layers }, place);
  return ruleFor(
    kind,
    layers.filter((layer) => layer !== own),
    place.pair,
    place.pool,
  );
}
