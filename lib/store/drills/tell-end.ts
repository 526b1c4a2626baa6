import type { Tx } from '../../db/client.ts';
import { drillSummary } from '../../practices/drill/report.ts';
import { tellAction } from '../actions/tell-action.ts';
import { drillTopic, type PairDrill } from './rows.ts';

/** Writes into the history that a drill ended, and what became of it. `by` null: Pairwatch gave it up. */
export async function tellDrillEnd(
  tx: Tx,
  drill: PairDrill,
  { by, now }: { by: string | null; now: number },
): Promise<void> {
  const { verdict } = drillSummary(drill, now);
  const who = by === null ? 'Pairwatch gave up' : `${by} ended`;
  await tellAction(tx, {
    key: `drill:${drill.id}`,
    pair: { pairId: drill.pairId },
    to: 'drill-ended',
    sentence:
      `${who} failover drill ${drill.id} with ${drill.plan.server}. ${verdict?.sentence ?? ''}`.trim(),
    by: by ?? 'Pairwatch',
    now,
    topics: [drillTopic(drill.plan.pair), 'rules'],
  });
}
