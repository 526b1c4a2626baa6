import { formatDuration } from '../../pair/duration.ts';
import type { Drill, DrillFacts } from './facts.ts';
import { takeIn } from './take-in.ts';

/**
 * The drill after one look at its pair. One that goes on for longer than it was given is given up, and ends there; what it
 * did not see by then is missing. Changes nothing of a drill that does not go on. Pure.
 */
export function advanceDrill(drill: Drill, facts: DrillFacts, now: number): Drill {
  const { phase, startedAt, plan } = drill;
  if (phase !== 'running' || startedAt === null) return drill;
  const endsAt = startedAt + plan.giveUpAfterMs;
  const record = takeIn(drill.record, facts, startedAt, now);
  if (now < endsAt) return { ...drill, record };
  const reason = `Pairwatch gave it up after ${formatDuration(plan.giveUpAfterMs)}: nobody had ended it.`;
  return { ...drill, phase: 'ended', endedAt: now, record: { ...record, end: { by: null, reason } } };
}
