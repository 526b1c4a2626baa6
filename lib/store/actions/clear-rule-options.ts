import type { Tx } from '../../db/client.ts';
import type { RulePlace } from './set-rule-options.ts';

/** Nothing is wanted otherwise of a rule there any more. */
export async function clearRuleOptions(
  _tx: Tx,
  _act: RulePlace & { by: string; now: number },
): Promise<void> {
  throw new Error('still to be written');
}
