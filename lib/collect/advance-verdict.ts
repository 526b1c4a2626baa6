import type { Verdict } from '../contracts/verdict.ts';
import { freshness } from '../pair/freshness.ts';
import type { Judgement } from '../pair/judgement.ts';
import { withoutSince } from '../pair/sentence.ts';
import { judge } from '../pair/verdict.ts';
import type { Changes, NewEvent, VerdictChange } from './changes.ts';
import { factsOf, type LastJudgement, type PairMemory, type ServerMemory } from './memory.ts';
import type { Reading } from './reading.ts';

/** Between two judgements that follow each other like this nobody watched. */
const UNWATCHED_AFTER_MS = 60_000;

type VerdictStep = {
  memory: PairMemory;
  events: NewEvent[];
  judgement: Changes['judgement'];
  verdict: VerdictChange | null;
};

/** Judges the pair anew where that is right now, and says what of it is news. Pure. */
export function advanceVerdict(memory: PairMemory, reading: Reading): VerdictStep {
  const now = reading.finishedAt;
  const intervalMs = omapiIntervalMs(memory) ?? reading.intervalMs;
  if (memory.unrest || !memory.servers.every((server) => isKnown(server, now))) {
    return { memory, events: [], judgement: null, verdict: null };
  }
  const judgement = judge(factsOf(memory, intervalMs, now), now);
  const open = memory.verdict;
  // What the pages say is since when the facts hold, even when a blind spell lies between: the span of this verdict
  // begins where the former one ended.
  const sinceBy = (from: number) => Math.min(judgement.sinceAt ?? from, now);
  const judgedSince = (from: number): PairMemory => ({
    ...memory,
    judgedAt: now,
    judgement: lastJudgement(judgement, sinceBy(from), now),
  });
  const same = open?.verdict === judgement.verdict && open.code === judgement.code;
  if (same && !beganUnwatched(memory, judgement, now)) {
    return {
      memory: judgedSince(open.from),
      events: [],
      judgement: { judgement, since: sinceBy(open.from), checkedAt: now, intervalMs },
      verdict: null,
    };
  }
  // The facts may prove an earlier begin than the poll that found out, but never one before the former judgement's.
  const from = Math.min(Math.max(judgement.sinceAt ?? now, open?.from ?? 0), now);
  const announced = open?.verdict !== judgement.verdict;
  return {
    memory: { ...judgedSince(from), verdict: { verdict: judgement.verdict, code: judgement.code, from } },
    events: announced ? [verdictEvent(memory, judgement, open?.verdict ?? null, from, now)] : [],
    judgement: { judgement, since: sinceBy(from), checkedAt: now, intervalMs },
    verdict: {
      verdict: judgement.verdict,
      code: judgement.code,
      from,
      previous: open?.verdict ?? null,
      announced,
    },
  };
}

function lastJudgement(judgement: Judgement, since: number, now: number): LastJudgement {
  const { verdict, code, sentenceTemplate, nextStep, evidence } = judgement;
  return { verdict, code, since, sentence: withoutSince(sentenceTemplate, now), nextStep, evidence };
}

/**
 * Whether the same judgement began anew while nobody watched: the pair broke and was well again, so to say `healthy`
 * since the former begin would be untrue.
 */
function beganUnwatched({ judgedAt }: PairMemory, { sinceAt }: Judgement, now: number): boolean {
  return judgedAt !== null && now - judgedAt > UNWATCHED_AFTER_MS && sinceAt !== null && sinceAt > judgedAt;
}

/**
 * Whether this run asked the server of late. When it did not, because this machine or this process stood still or its
 * clock was set, the server's word is old by our own doing, and nothing follows from that: it is asked first.
 */
function isKnown({ settled, sources: { omapi } }: ServerMemory, now: number): boolean {
  return settled && omapi !== undefined && freshness(omapi.lastAttemptAt, omapi.intervalMs, now) === 'fresh';
}

/** How often the pair is judged at the least. */
function omapiIntervalMs({ servers }: PairMemory): number | undefined {
  const intervals = servers.flatMap(({ sources: { omapi } }) => omapi?.intervalMs ?? []);
  return intervals.length > 0 ? Math.max(...intervals) : undefined;
}

function verdictEvent(
  memory: PairMemory,
  judgement: Judgement,
  previous: Verdict | null,
  from: number,
  now: number,
): NewEvent {
  return {
    key: `verdict:${memory.pairId}:${now}:${judgement.verdict}`,
    serverId: null,
    kind: 'verdict',
    at: from,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: previous,
    to: judgement.verdict,
    sentence: withoutSince(judgement.sentenceTemplate, now),
    evidence: judgement.evidence,
  };
}
