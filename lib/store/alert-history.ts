import type { PairAlertFacts } from '../alerts/facts.ts';
import type { Tx } from '../db/client.ts';

export type AlertHistoryQuery = {
  /** Milliseconds; the last 30 days at most. */
  from: number;
  to: number;
  rule: string;
  /** Key of a pool: facts of this one alone. */
  pool?: string;
};

/** What was known of a pair at each change in the past, oldest first; null for a name not in the settings. */
export async function alertHistory(
  _tx: Tx,
  _pairName: string,
  _query: AlertHistoryQuery,
): Promise<PairAlertFacts[] | null> {
  throw new Error('still to be written');
}
