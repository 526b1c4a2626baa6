import type { Level } from '@/components/pair/level-mark.tsx';
import type { DrillOutcome, DrillPhase, DrillRemark, DrillStep } from '@/lib/contracts/drill.ts';

type Look = { level: Level; word: string };

export const OUTCOME_LOOK: Record<DrillOutcome, Look> = {
  passed: { level: 'good', word: 'passed' },
  'passed-with-remarks': { level: 'warn', word: 'passed with remarks' },
  failed: { level: 'bad', word: 'failed' },
  unknown: { level: 'unknown', word: 'not known' },
};

export const PHASE_LOOK: Record<DrillPhase, Look> = {
  planned: { level: 'note', word: 'planned' },
  running: { level: 'warn', word: 'going on' },
  ended: { level: 'note', word: 'ended' },
  abandoned: { level: 'note', word: 'abandoned' },
};

export const STEP_LOOK: Record<DrillStep['status'], Look> = {
  waiting: { level: 'note', word: 'not its turn' },
  due: { level: 'note', word: 'awaited' },
  overdue: { level: 'bad', word: 'overdue' },
  seen: { level: 'good', word: 'seen' },
  late: { level: 'warn', word: 'seen late' },
  missing: { level: 'bad', word: 'not seen' },
  skipped: { level: 'note', word: 'not part of it' },
};

export const WEIGHT_LOOK: Record<DrillRemark['weight'], Look> = {
  failure: { level: 'bad', word: 'failure' },
  remark: { level: 'warn', word: 'remark' },
  unknown: { level: 'unknown', word: 'not known' },
};

/** The verdict where there is one, else how far the drill is. */
export function standingOf({
  phase,
  verdict,
}: {
  phase: DrillPhase;
  verdict: { outcome: DrillOutcome } | null;
}): Look {
  return verdict ? OUTCOME_LOOK[verdict.outcome] : PHASE_LOOK[phase];
}

export const drillHref = (pair: string, id?: number): string =>
  `/pairs/${encodeURIComponent(pair)}/drill${id === undefined ? '' : `/${id}`}`;
