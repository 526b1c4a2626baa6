import type { RuleOptions } from '../../contracts/rule.ts';
import type { Tx } from '../../db/client.ts';

/** `pair` null: everywhere; `pool` null: all of the pair. */
export type RulePlace = { rule: string; pair: string | null; pool: string | null };

/** What is wanted otherwise of a rule there, in the place of what was wanted before. */
export async function setRuleOptions(
  _tx: Tx,
  _act: RulePlace & { options: RuleOptions; by: string; now: number },
): Promise<void> {
  throw new Error('still to be written');
}
