import type { DrillStep, DrillStepCode, ExpectedStep } from '../../contracts/drill.ts';
import { formatDuration } from '../../pair/duration.ts';
import { utcMinute } from '../../pair/utc-minute.ts';
import { type Drill, iso, msOf } from './facts.ts';
import { type Seen, type SeenSteps, seenSteps } from './seen.ts';

/** A step that can come only before another one: seen without it, it did not come. */
const ONLY_BEFORE: Partial<Record<DrillStepCode, DrillStepCode>> = {
  leases: 'normal',
  'partner-down': 'started',
  recovery: 'normal',
};

/** Each step as it stands at `now`, or as it stood when the drill ended. */
export function stepsOf(
  drill: Pick<Drill, 'phase' | 'startedAt' | 'endedAt' | 'plan' | 'record'>,
  now: number,
): DrillStep[] {
  const { phase, startedAt, endedAt, plan } = drill;
  const seen = startedAt === null ? {} : seenSteps(drill, startedAt);
  const isOver = phase === 'ended' || phase === 'abandoned';
  return plan.steps.map((expected) => stepOf(expected, seen, { startedAt, now: endedAt ?? now, isOver }));
}

type Time = { startedAt: number | null; now: number; isOver: boolean };

function stepOf(expected: ExpectedStep, all: SeenSteps, time: Time): DrillStep {
  const { code, after, withinMs } = expected;
  const baseAt = after === null ? time.startedAt : (all[after]?.at ?? null);
  const dueAt = baseAt === null || withinMs === null ? null : baseAt + withinMs;
  const seen = all[code];
  const times = { dueAt: dueAt === null ? null : iso(dueAt) };
  if (seen) {
    const tookMs = baseAt === null ? null : Math.max(0, seen.at - baseAt);
    return {
      ...expected,
      ...times,
      status: isLate(seen, dueAt) ? 'late' : 'seen',
      at: iso(seen.at),
      uncertaintyMs: seen.uncertaintyMs === null ? null : Math.round(seen.uncertaintyMs),
      stampAt: seen.stampAt,
      tookMs,
      sentence: seen.sentence,
      evidence: seen.evidence,
    };
  }
  const status = statusUnseen(expected, all, { ...time, dueAt, baseAt });
  return {
    ...expected,
    ...times,
    status,
    at: null,
    uncertaintyMs: null,
    stampAt: null,
    tookMs: null,
    sentence: sentenceUnseen(status, { dueAt, now: time.now }),
    evidence: [],
  };
}

/** Certainly later than expected: what the uncertainty leaves open is not. */
function isLate({ at, uncertaintyMs }: Seen, dueAt: number | null): boolean {
  return dueAt !== null && at - (uncertaintyMs ?? 0) > dueAt;
}

function statusUnseen(
  { code, need }: ExpectedStep,
  all: SeenSteps,
  { startedAt, now, isOver, dueAt, baseAt }: Time & { dueAt: number | null; baseAt: number | null },
): DrillStep['status'] {
  const before = ONLY_BEFORE[code];
  const isPast = isOver || (before !== undefined && all[before] !== undefined);
  if (isPast) return need === 'may' || startedAt === null ? 'skipped' : 'missing';
  if (baseAt === null) return 'waiting';
  return dueAt !== null && now > dueAt ? 'overdue' : 'due';
}

function sentenceUnseen(
  status: DrillStep['status'],
  { dueAt, now }: { dueAt: number | null; now: number },
): string {
  switch (status) {
    case 'waiting':
      return 'Not its turn yet.';
    case 'due':
      return dueAt === null ? 'Awaited.' : `Awaited until ${utcMinute(dueAt)}.`;
    case 'overdue':
      return `Not seen. It was expected ${formatDuration(now - (dueAt ?? now))} ago at the latest.`;
    case 'skipped':
      return 'This drill did not have it.';
    default:
      return 'Not seen.';
  }
}

/** Nothing is left to wait for. */
export function isComplete(steps: readonly DrillStep[]): boolean {
  return steps.every(({ status }) => ['seen', 'late', 'missing', 'skipped'].includes(status));
}

export const stepAt = (steps: readonly DrillStep[], code: DrillStepCode): number | null => {
  const at = steps.find((step) => step.code === code)?.at ?? null;
  return at === null ? null : msOf(at);
};
