import type { DrillMeasure, DrillRemark, DrillStep, DrillVerdict } from '../../contracts/drill.ts';
import { type Drill, msOf } from './facts.ts';
import { stepAt } from './steps.ts';

/** What became of a drill; null while it goes on, or where it never began. */
export function verdictOf(
  { phase, startedAt, record }: Drill,
  steps: readonly DrillStep[],
  remarks: readonly DrillRemark[],
): DrillVerdict | null {
  if (startedAt === null || (phase !== 'ended' && phase !== 'abandoned')) return null;
  const of = (weight: DrillRemark['weight']) =>
    remarks.filter((remark) => remark.weight === weight).map(({ sentence }) => sentence);
  const failures = of('failure');
  if (failures.length > 0)
    return { outcome: 'failed', sentence: `The drill failed: ${failures[0]}`, reasons: failures };
  if (phase === 'abandoned') {
    const reasons = [
      `It was abandoned${record.end?.by ? ` by ${record.end.by}` : ''}${record.end?.reason ? `: ${record.end.reason}` : '.'}`,
    ];
    return { outcome: 'unknown', sentence: 'The drill proves nothing: it was abandoned.', reasons };
  }
  const unseen = steps.filter(
    ({ need, status }) => need === 'must' && status !== 'seen' && status !== 'late',
  );
  if (unseen.length > 0)
    return {
      outcome: 'unknown',
      sentence: 'Whether the failover worked is not known: Pairwatch did not see enough.',
      reasons: unseen.map(({ title }) => `“${title}” was not seen.`),
    };
  const others = [...of('unknown'), ...of('remark')];
  if (others.length > 0)
    return {
      outcome: 'passed-with-remarks',
      sentence: 'The failover worked, with remarks.',
      reasons: others,
    };
  return {
    outcome: 'passed',
    sentence: 'The failover worked: every step was seen, each within what was expected.',
    reasons: [],
  };
}

/** How long detection, take-over and recovery took, beside what was expected. */
export function measuresOf({ plan, record }: Drill, steps: readonly DrillStep[]): DrillMeasure[] {
  const { server, survivor, timings } = plan;
  const step = (code: DrillStep['code']) => steps.find((each) => each.code === code);
  const stoppedAt = stepAt(steps, 'stopped');
  const silent = record.observations.find(
    (each) => each.kind === 'silent' && each.server === server && msOf(each.at) === stoppedAt,
  );
  const lastAnswerAt =
    silent?.kind === 'silent' && silent.lastAnswerAt !== null ? msOf(silent.lastAnswerAt) : null;
  const since = (from: number | null, code: DrillStep['code']) => {
    const at = stepAt(steps, code);
    return from === null || at === null ? null : Math.max(0, at - from);
  };
  const startedAgainAt = stepAt(steps, 'started');
  const pollMs = timings.pollMs;
  const stopUncertaintyMs = stoppedAt === null || lastAnswerAt === null ? null : stoppedAt - lastAnswerAt;
  return [
    {
      code: 'detection',
      title: 'Detection',
      definition: `From the last answer of ${server} to the first that Pairwatch asked for in vain. It was stopped in between, so detection took this long at most.`,
      ms: since(lastAnswerAt, 'stopped'),
      uncertaintyMs: stopUncertaintyMs,
      expectedMs: 3 * pollMs,
    },
    {
      code: 'take-over',
      title: 'Take-over',
      definition: `From the last answer of ${server} to when ${survivor} was seen to answer clients alone.`,
      ms: since(lastAnswerAt, 'answers'),
      uncertaintyMs: stopUncertaintyMs === null ? null : stopUncertaintyMs + pollMs,
      expectedMs: step('answers')?.withinMs ?? null,
    },
    {
      code: 'recovery',
      title: 'Recovery',
      definition: `From the first answer of ${server} after its start to when both were in normal.`,
      ms: since(startedAgainAt, 'normal'),
      uncertaintyMs: startedAgainAt === null ? null : 2 * pollMs,
      expectedMs: step('normal')?.withinMs ?? null,
    },
  ];
}
