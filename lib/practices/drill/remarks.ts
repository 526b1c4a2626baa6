import type { DrillObservation, DrillRemark, DrillStep } from '../../contracts/drill.ts';
import { formatDuration } from '../../pair/duration.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { type Drill, msOf, type Of } from './facts.ts';
import { RECOVERY_STATES } from './seen.ts';
import { stepAt } from './steps.ts';
import { exactly } from './words.ts';

/** A merge takes a moment in which nobody answers; what lasts longer is an outage. */
const MERGE_MS = 10_000;

/** What came that was not expected, what took too long, and what is left unproven; in the order of time. */
export function remarksOf(drill: Drill, steps: readonly DrillStep[]): DrillRemark[] {
  const { startedAt, plan, record } = drill;
  if (startedAt === null) return [];
  const remarks = [
    ...overrideRemark(drill),
    ...steps.flatMap((step) => stepRemark(step, drill)),
    ...endRemark(drill, steps),
    ...record.observations.flatMap((each) => observationRemark(each, drill, steps)),
    ...record.gaps.map(
      (gap): DrillRemark => ({
        at: gap.from,
        weight: 'unknown',
        sentence: `Pairwatch did not look from ${utcMinute(msOf(gap.from))} for ${formatDuration(msOf(gap.until) - msOf(gap.from))}: what happened then is not known.`,
        evidence: [],
      }),
    ),
  ];
  if (!record.readsLeases)
    remarks.push({
      at: null,
      weight: 'unknown',
      sentence: `The lease file of ${plan.survivor} is not read, so no lease that it gives can be seen.`,
      evidence: [],
    });
  if (record.end !== null && record.end.by === null && record.end.reason !== null)
    remarks.push({ at: record.lookedAt, weight: 'remark', sentence: record.end.reason, evidence: [] });
  const placeOf = (remark: DrillRemark) => (remark.at === null ? 0 : msOf(remark.at));
  return remarks.sort((one, other) => placeOf(one) - placeOf(other));
}

function overrideRemark({ plan }: Drill): DrillRemark[] {
  if (plan.override === null) return [];
  const { by, at, reason } = plan.override;
  const words =
    plan.readiness.word === 'unknown'
      ? 'it was not known whether the pair was ready'
      : 'the pair was not ready';
  return [{ at, weight: 'remark', sentence: `${by} began it although ${words}: ${reason}`, evidence: [] }];
}

/** A pair that was in normal once more and is not when the drill ends was not brought back. */
function endRemark({ phase, plan, record }: Drill, steps: readonly DrillStep[]): DrillRemark[] {
  if (phase !== 'ended' || stepAt(steps, 'normal') === null) return [];
  return [plan.server, plan.survivor].flatMap((server): DrillRemark[] => {
    const last = record.observations.findLast(
      (each): each is Of<'state'> => each.kind === 'state' && each.server === server,
    );
    if (!last || last.to === 'normal') return [];
    const { at, evidence, to } = last;
    return [{ at, weight: 'failure', sentence: `${server} was in ${to} when the drill ended.`, evidence }];
  });
}

function stepRemark(step: DrillStep, drill: Drill): DrillRemark[] {
  const { status, title, at, tookMs, withinMs, need, evidence } = step;
  if (status === 'late' && tookMs !== null && withinMs !== null)
    return [
      {
        at,
        weight: 'remark',
        sentence: `“${title}” took ${exactly(tookMs)}; ${exactly(withinMs)} at most were expected.`,
        evidence,
      },
    ];
  if (status !== 'missing') return [];
  const isUnknown = need !== 'must' || wasUnobserved(step, drill);
  return [
    {
      at: null,
      weight: isUnknown ? 'unknown' : 'failure',
      sentence: `“${title}” was not seen: ${step.expected}${isUnknown && need === 'must' ? ' Pairwatch did not see enough to say that it did not happen.' : ''}`,
      evidence: [],
    },
  ];
}

/** Whether somebody who looks would not have seen it: nobody looked, or the server in question gave us no word. */
export function wasUnobserved({ code }: DrillStep, { plan, record }: Drill): boolean {
  if (record.gaps.length > 0) return true;
  if (!['interrupted', 'answers', 'normal'].includes(code)) return false;
  return record.observations.some(
    ({ kind, ...each }) => kind === 'silent' && 'server' in each && each.server === plan.survivor,
  );
}

function observationRemark(each: DrillObservation, drill: Drill, steps: readonly DrillStep[]): DrillRemark[] {
  if (each.kind === 'note')
    return [{ at: each.at, weight: each.weight, sentence: each.sentence, evidence: each.evidence }];
  if (each.kind === 'answering') return each.servers === 0 ? [nobodyAnswered(each, drill)] : [];
  if (each.kind === 'silent') return silenceRemark(each, drill, steps);
  if (each.kind === 'state') return stateRemark(each, drill, steps);
  return [];
}

function nobodyAnswered({ at, until, evidence }: Of<'answering'>, { startedAt }: Drill): DrillRemark {
  const from = Math.max(msOf(at), startedAt ?? 0);
  const lastedMs = msOf(until) - from;
  return {
    at,
    weight: lastedMs > MERGE_MS ? 'failure' : 'remark',
    sentence: `Nobody answered clients from ${utcMinute(from)} for ${formatDuration(lastedMs)}.`,
    evidence,
  };
}

function silenceRemark(
  { server, at, evidence }: Of<'silent'>,
  { plan }: Drill,
  steps: readonly DrillStep[],
): DrillRemark[] {
  const stoppedAt = stepAt(steps, 'stopped');
  if (server === plan.server && msOf(at) === stoppedAt) return [];
  const sentence =
    server === plan.survivor
      ? `${server}, which was to carry on, gave Pairwatch no word from ${utcMinute(msOf(at))} on.`
      : `${server} fell silent once more at ${utcMinute(msOf(at))}.`;
  return [{ at, weight: server === plan.survivor ? 'unknown' : 'remark', sentence, evidence }];
}

const NEVER = ['shutdown', 'paused'];

function stateRemark(
  { server, to, at, evidence }: Of<'state'>,
  { plan }: Drill,
  steps: readonly DrillStep[],
): DrillRemark[] {
  const remark = (weight: DrillRemark['weight'], sentence: string): DrillRemark[] => [
    { at, weight, sentence, evidence },
  ];
  const isSurvivor = server === plan.survivor;
  const time = msOf(at);
  const normalAt = stepAt(steps, 'normal');
  const downAt = stepAt(steps, 'partner-down');
  if (NEVER.includes(to) || to.startsWith('state-'))
    return remark(isSurvivor ? 'failure' : 'remark', `${server} went to ${to}, which no drill has.`);
  if (to === 'partner-down' && !isSurvivor)
    return remark(
      'failure',
      `${server}, which was stopped, went to partner-down: both may have given out the same addresses.`,
    );
  if (to === 'partner-down' && !plan.setsPartnerDown)
    return remark('remark', `${server} went to partner-down, which was not planned.`);
  if (RECOVERY_STATES.includes(to) && downAt === null)
    return remark('remark', `${server} went to ${to}, which a short stop does not lead to.`);
  const stoppedAt = stepAt(steps, 'stopped');
  const isExpectedAlone = isSurvivor && to === 'communications-interrupted' && stoppedAt !== null;
  if (normalAt !== null && time > normalAt && to !== 'normal')
    return remark('remark', `${server} went to ${to} after both had been in normal.`);
  if (stoppedAt === null && to === 'communications-interrupted')
    return remark('remark', `${server} went to ${to} though nobody was seen to stop ${plan.server}.`);
  if (to === 'startup' && isSurvivor && !isExpectedAlone)
    return remark('failure', `${server}, which was to carry on, was started anew.`);
  return [];
}
