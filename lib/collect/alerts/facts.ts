import type { Leave, PairAlertFacts, ServerAlertFacts } from '../../alerts/facts.ts';
import { FINDING_ROOMS, type Finding } from '../../pair/finding.ts';
import { findingsOf, NOTHING_LASTS } from '../../pair/lasting.ts';
import { withMutes } from '../../pair/mute.ts';
import { DEFAULT_WANTED_HOURS } from '../../pair/readiness/facts.ts';
import type { PairMemory, ServerMemory } from '../memory.ts';
import { poolAlertFacts } from '../truth/pool-use.ts';

/** A judgement that was not made again for this long says nothing of now. */
const JUDGEMENT_HOLDS_MS = 60_000;

/**
 * What the rules judge a pair from, out of what the collector remembers of it after a reading. `leavesOfHealthy` are the
 * times the pair stopped to be healthy, and `practices` its duties as they stand, which the database knows. Pure.
 */
export function alertFactsOf(
  memory: PairMemory,
  leavesOfHealthy: readonly Leave[],
  now: number,
  practices: PairAlertFacts['practices'] = null,
): PairAlertFacts {
  const { servers, truth } = memory;
  return {
    now,
    verdict: verdictOf(memory, now),
    leavesOfHealthy,
    servers: servers.map(serverFacts),
    findings: findingsNow(memory, now),
    decidedRooms: truth.decidedRooms,
    pools: poolAlertFacts(memory, now),
    forecasts: truth.forecasts,
    wantedHours: DEFAULT_WANTED_HOURS,
    practices,
  };
}

/** null in the moment of a change, and as long as this run of the collector has not judged. */
function verdictOf({ judgement, judgedAt, unrest }: PairMemory, now: number): PairAlertFacts['verdict'] {
  if (unrest || judgedAt === null || Math.abs(now - judgedAt) > JUDGEMENT_HOLDS_MS) return null;
  return judgement;
}

function findingsNow({ goingOn, mutes }: PairMemory, now: number): Finding[] {
  return FINDING_ROOMS.flatMap((room) => withMutes(findingsOf(goingOn[room] ?? NOTHING_LASTS), mutes, now));
}

function serverFacts({
  name,
  role,
  view,
  openSpan,
  settled,
  sources,
  leaseFile,
}: ServerMemory): ServerAlertFacts {
  return {
    name,
    role,
    state: view?.localState ?? null,
    stateSince: openSpan?.from ?? null,
    isSettled: settled,
    sources: Object.values(sources),
    leaseFile: leaseFile && {
      path: leaseFile.path,
      watchedSince: leaseFile.watchedSince,
      rewrittenAt: leaseFile.rewrittenAt,
      grownAt: leaseFile.grownAt,
    },
  };
}
