import type { DrillVerdict } from '../../contracts/drill.ts';
import type { PracticeOutcome } from '../../contracts/practice.ts';
import type { Tx } from '../../db/client.ts';
import { drillSummary } from '../../practices/drill/report.ts';
import { tellAction } from '../actions/tell-action.ts';
import { recordRun } from '../practice-runs.ts';
import { findPractice } from '../practices.ts';
import { toIso } from '../time.ts';
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
  await recordDrillRun(tx, drill, { by, now });
}

const PRACTICE_OUTCOMES: Record<DrillVerdict['outcome'], PracticeOutcome> = {
  passed: 'passed',
  'passed-with-remarks': 'passed',
  failed: 'failed',
  // Whoever does not know whether it works has yet to try.
  unknown: 'not-done',
};

/** Writes down that the duty of a drill was done, or was not, with the drill as its proof; nothing of one that never began. */
export async function recordDrillRun(
  tx: Tx,
  drill: PairDrill,
  { by, now }: { by: string | null; now: number },
): Promise<void> {
  const { verdict } = drillSummary(drill, now);
  if (verdict === null) return;
  const found = await findPractice(tx, { pair: drill.plan.pair, code: 'failover-drill', now });
  const dueAt = found?.dto.dueAt ?? null;
  const outcome = PRACTICE_OUTCOMES[verdict.outcome];
  await recordRun(tx, {
    pairId: drill.pairId,
    code: 'failover-drill',
    at: now,
    dueAt: dueAt === null ? null : Date.parse(dueAt),
    outcome,
    actor: by,
    sentence: `Drill ${drill.id} with ${drill.plan.server}. ${verdict.sentence}`,
    note: null,
    evidence: [
      {
        server: drill.plan.server,
        source: 'pairwatch',
        text: `Drill ${drill.id}: ${[verdict.outcome, ...verdict.reasons].join('; ')}`,
        observedAt: toIso(new Date(now)),
        status: outcome === 'passed' ? 'pass' : outcome === 'failed' ? 'fail' : 'unknown',
      },
    ],
  });
}
