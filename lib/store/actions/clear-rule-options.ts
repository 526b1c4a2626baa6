import type { Tx } from '../../db/client.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { checkNotInSettings, placeKey, placeWords, type RulePlace } from './set-rule-options.ts';
import { tellAction } from './tell-action.ts';

/** Nothing is wanted otherwise of a rule there any more. */
export async function clearRuleOptions(tx: Tx, act: RulePlace & { by: string; now: number }): Promise<void> {
  const { rule, pair, pool, now } = act;
  const place = { rule, pair, pool };
  const by = checkedText(act.by, 'the name of who changes it');
  const before = await tx.ruleSetting.findFirst({ where: { ...place, origin: 'database' } });
  const { count } = await tx.ruleSetting.deleteMany({ where: { ...place, origin: 'database' } });
  if (count === 0) {
    await checkNotInSettings(tx, place);
    throw new ActionError('not-found', `Nothing was changed of the rule ${placeWords(place)}.`);
  }
  await tellAction(tx, {
    key: placeKey(place),
    pair: { name: pair },
    to: 'rule-reset',
    sentence: `${by} put the rule ${placeWords(place)} back to what holds without that change.`,
    by,
    now,
    topics: ['rules'],
    before: before && { options: before.options },
  });
}
