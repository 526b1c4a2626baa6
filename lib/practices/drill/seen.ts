import type { DrillObservation, DrillStepCode } from '../../contracts/drill.ts';
import type { Evidence } from '../../contracts/verdict.ts';
import { type Drill, msOf, type Of, STAMP_MS } from './facts.ts';

/** That a step was seen. Times in milliseconds by Pairwatch's clock. */
export type Seen = {
  at: number;
  uncertaintyMs: number | null;
  stampAt: string | null;
  sentence: string;
  evidence: Evidence[];
};

export type SeenSteps = Partial<Record<DrillStepCode, Seen>>;

/** A partner may be told of the loss before our own next try finds it out. */
const SEEN_BEFORE_MS = 10_000;

const ALONE = ['communications-interrupted', 'partner-down'];
/** Through these a server comes back that can't simply go on. */
export const RECOVERY_STATES = [
  'recover',
  'recover-wait',
  'recover-done',
  'potential-conflict',
  'conflict-done',
  'resolution-interrupted',
];

/** What was seen of each step; from what was observed alone, in whichever order that was told. */
export function seenSteps({ plan, record }: Pick<Drill, 'plan' | 'record'>, startedAt: number): SeenSteps {
  const { server, survivor, timings } = plan;
  const { observations } = record;
  const pollMs = timings.pollMs;
  const seen: SeenSteps = {};

  const silent = observations.find(
    (each): each is Of<'silent'> =>
      each.kind === 'silent' && each.server === server && msOf(each.at) >= startedAt,
  );
  if (!silent) return seen;
  const stoppedAt = msOf(silent.at);
  const lastAnswerAt = silent.lastAnswerAt === null ? null : msOf(silent.lastAnswerAt);
  seen.stopped = {
    at: stoppedAt,
    uncertaintyMs: lastAnswerAt === null ? null : Math.max(0, stoppedAt - lastAnswerAt),
    stampAt: null,
    sentence: `${server} answers no more.`,
    evidence: silent.evidence,
  };
  const from = Math.max(startedAt - STAMP_MS, (lastAnswerAt ?? stoppedAt) - SEEN_BEFORE_MS);
  const statesOf = (name: string) =>
    observations.filter((each): each is Of<'state'> => each.kind === 'state' && each.server === name);

  const back = firstBack(observations, server, stoppedAt);
  const isAway = (at: number) => back === null || at < msOf(back.at);

  const interrupted = statesOf(survivor).find(
    (each) => msOf(each.at) >= from && ALONE.includes(each.to) && isAway(msOf(each.at)),
  );
  if (interrupted) seen.interrupted = ofState(interrupted, pollMs, `${survivor} went to ${interrupted.to}.`);

  const alone = observations.find(
    (each): each is Of<'answering'> =>
      each.kind === 'answering' &&
      each.servers === 1 &&
      interrupted !== undefined &&
      msOf(each.until) >= from,
  );
  if (alone && interrupted) {
    const at = Math.max(msOf(alone.at), msOf(interrupted.at));
    if (isAway(at))
      seen.answers = {
        at,
        uncertaintyMs: pollMs,
        stampAt: null,
        sentence: `${survivor} answers clients, and nobody else does.`,
        evidence: [...alone.evidence, ...interrupted.evidence],
      };
  }

  const grants = observations.find(
    (each): each is Of<'grants'> =>
      each.kind === 'grants' && each.server === survivor && msOf(each.at) >= from && isAway(msOf(each.at)),
  );
  if (grants)
    seen.leases = {
      at: msOf(grants.at),
      uncertaintyMs: grants.uncertaintyMs,
      stampAt: null,
      sentence: `${survivor} gave or renewed ${grants.count === 1 ? 'a lease' : `${grants.count} leases`} while ${server} was away.`,
      evidence: grants.evidence,
    };

  const down = statesOf(survivor).find((each) => msOf(each.at) >= from && each.to === 'partner-down');
  if (down) seen['partner-down'] = ofState(down, pollMs, `${survivor} went to partner-down.`);

  if (back === null) return seen;
  const startedAgainAt = msOf(back.at);
  seen.started = {
    at: startedAgainAt,
    uncertaintyMs: pollMs,
    stampAt: back.kind === 'state' ? back.stampAt : null,
    sentence: back.kind === 'state' ? `${server} answers again, in ${back.to}.` : `${server} answers again.`,
    evidence: back.evidence,
  };

  const recovery = observations.filter(
    (each): each is Of<'state'> =>
      each.kind === 'state' && msOf(each.at) >= startedAgainAt && RECOVERY_STATES.includes(each.to),
  );
  const [first] = recovery;
  if (first)
    seen.recovery = {
      ...ofState(first, pollMs, `${recovery.map((each) => `${each.server}: ${each.to}`).join(', ')}.`),
      evidence: recovery.flatMap(({ evidence }) => evidence),
    };

  const both = bothNormal(observations, [server, survivor], startedAgainAt);
  if (!both) return seen;
  seen.normal = ofState(both, pollMs, `${server} and ${survivor} are both in normal.`);

  const balance = observations.find(
    (each): each is Of<'balance'> =>
      each.kind === 'balance' && each.isBalanced && msOf(each.at) >= msOf(both.at),
  );
  if (balance)
    seen.balanced = {
      at: msOf(balance.at),
      uncertaintyMs: null,
      stampAt: null,
      sentence: balance.sentence,
      evidence: balance.evidence,
    };
  return seen;
}

function ofState(state: Of<'state'>, pollMs: number, sentence: string): Seen {
  return {
    at: msOf(state.at),
    uncertaintyMs: pollMs,
    stampAt: state.stampAt,
    sentence,
    evidence: state.evidence,
  };
}

/** The first word of a server after it fell silent. What its files tell later of the time before is none. */
function firstBack(
  observations: readonly DrillObservation[],
  server: string,
  stoppedAt: number,
): Of<'heard'> | Of<'state'> | null {
  const words = observations.filter(
    (each): each is Of<'heard'> | Of<'state'> =>
      (each.kind === 'heard' || (each.kind === 'state' && isOwnWord(each))) &&
      each.server === server &&
      msOf(each.at) > stoppedAt,
  );
  return words[0] ?? null;
}

const isOwnWord = (state: Of<'state'>): boolean => state.evidence.some(({ source }) => source === 'omapi');

/** The change of state by which both first came to be in normal after a time; null while they did not. */
function bothNormal(
  observations: readonly DrillObservation[],
  servers: readonly [stopped: string, survivor: string],
  since: number,
): Of<'state'> | null {
  const [stopped] = servers;
  const states = new Map<string, string>();
  let isBack = false;
  for (const each of observations) {
    if (each.kind !== 'state') continue;
    states.set(each.server, each.to);
    // Its word from before it was stopped says nothing about now.
    isBack ||= each.server === stopped && msOf(each.at) >= since;
    if (isBack && servers.every((server) => states.get(server) === 'normal')) return each;
  }
  return null;
}
