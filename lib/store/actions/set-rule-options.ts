import { ruleKind } from '../../alerts/catalogue.ts';
import { checkOptions } from '../../alerts/rule-book.ts';
import type { RuleOptions } from '../../contracts/rule.ts';
import type { Tx } from '../../db/client.ts';
import { insertLayer } from '../rule-settings.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { readOnly } from './read-only.ts';
import { tellAction } from './tell-action.ts';

/** `pair` null: everywhere; `pool` null: all of the pair. */
export type RulePlace = { rule: string; pair: string | null; pool: string | null };

/**
 * What is wanted otherwise of a rule there, in the place of what was wanted before. Read-only where the settings want
 * something at that very place.
 */
export async function setRuleOptions(
  tx: Tx,
  act: RulePlace & { options: RuleOptions; by: string; now: number },
): Promise<void> {
  const { rule, pair, pool, options, now } = act;
  const place = { rule, pair, pool };
  const by = checkedText(act.by, 'the name of who changes it');
  checkRule(place, options);
  if (pair !== null && (await tx.pair.count({ where: { name: pair, removedAt: null } })) === 0)
    throw new ActionError('not-found', `There is no pair “${pair}” in the settings.`);
  await checkNotInSettings(tx, place);
  const before = await tx.ruleSetting.findFirst({ where: { ...place, origin: 'database' } });
  await tx.ruleSetting.deleteMany({ where: { ...place, origin: 'database' } });
  await insertLayer(tx, { ...place, options, origin: 'database', by, now });
  await tellAction(tx, {
    key: placeKey(place),
    pair: { name: pair },
    to: 'rule-changed',
    sentence: `${by} changed the rule ${placeWords(place)}.`,
    by,
    now,
    topics: ['rules'],
    before: before && { options: before.options },
    after: { options },
  });
}

function checkRule({ rule, pair, pool }: RulePlace, options: RuleOptions): void {
  const kind = ruleKind(rule);
  if (!kind) throw new ActionError('not-found', `There is no rule “${rule}”.`);
  if (pool !== null && pair === null)
    throw new ActionError('invalid', `Found the pool “${pool}” of no pair, expected its pair too.`);
  const [problem] = checkOptions(kind, options);
  if (problem)
    throw new ActionError('invalid', `${problem.path.join('.')} of ${rule}: expected ${problem.expected}.`);
}

/** Throws `ActionError` where the settings want something of the rule at that very place. */
export async function checkNotInSettings(tx: Tx, place: RulePlace): Promise<void> {
  const count = await tx.ruleSetting.count({ where: { ...place, origin: 'settings' } });
  if (count > 0) throw readOnly(`What is wanted of the rule ${placeWords(place)}`);
}

export const placeKey = ({ rule, pair, pool }: RulePlace): string =>
  `rule:${rule}:${pair ?? ''}:${pool ?? ''}`;

export function placeWords({ rule, pair, pool }: RulePlace): string {
  if (pair === null) return `${rule} everywhere`;
  return `${rule} for ${pool === null ? '' : `pool ${pool} of `}pair ${pair}`;
}
