import type { RuleDto, RuleLayer } from '../contracts/rule.ts';
import type { Tx } from '../db/client.ts';

/** All layers: those of the settings, then those of the database, each ordered everywhere, pairs, pools. */
export async function ruleLayers(_tx: Tx): Promise<RuleLayer[]> {
  throw new Error('still to be written');
}

/** Makes these the layers of the settings. */
export async function syncRuleLayers(_tx: Tx, _layers: readonly RuleLayer[], _now: number): Promise<void> {
  throw new Error('still to be written');
}

/** As `ruleLayers`, each with where it comes from. */
export async function listRuleLayers(_tx: Tx): Promise<RuleDto['layers']> {
  throw new Error('still to be written');
}
