import type { SourceHealth } from '../pair/facts.ts';
import { withMutes } from '../pair/mute.ts';
import { advanceFindings } from './advance-findings.ts';
import { advanceServer, type ServerStep } from './advance-server.ts';
import { advanceVerdict } from './advance-verdict.ts';
import type { Changes } from './changes.ts';
import { LONGEST_UNREST_MS, type PairMemory, type ServerMemory, type Unrest } from './memory.ts';
import type { Reading } from './reading.ts';
import { advanceTruth } from './truth/advance-truth.ts';

/** Takes one reading in: what to remember from now on and what to write. Pure. */
export function advance(memory: PairMemory, reading: Reading): { memory: PairMemory; changes: Changes } {
  const before = memory.servers.find((server) => server.serverId === reading.serverId);
  if (!before) throw new Error(`reading of server ${reading.serverId}, which is not in pair ${memory.name}`);
  const step = advanceServer(before, reading);
  const servers = memory.servers.map((server) => (server === before ? step.server : server));
  const unrest = advanceUnrest(memory, servers, step, reading);
  const compared = advanceFindings({ ...memory, servers, unrest }, reading);
  const worked = advanceTruth(compared.memory, reading);
  const judged = advanceVerdict(worked.memory, reading);
  return {
    memory: judged.memory,
    changes: {
      ...step.changes,
      events: [...step.changes.events, ...judged.events],
      findings: mutedOf({ ...compared.findings, ...worked.findings }, memory, reading.finishedAt),
      truth: worked.truth,
      clockSamples: worked.clockSamples,
      review: worked.review,
      judgement: judged.judgement,
      verdict: judged.verdict,
      alertsDueAt: worked.truth || judged.verdict ? reading.finishedAt : null,
    },
  };
}

function mutedOf(findings: Changes['findings'], { mutes }: PairMemory, now: number): Changes['findings'] {
  return Object.fromEntries(
    Object.entries(findings).map(([room, found]) => [room, withMutes(found, mutes, now)]),
  );
}

function advanceUnrest(
  memory: PairMemory,
  servers: ServerMemory[],
  { server, changes }: ServerStep,
  reading: Reading,
): Unrest | null {
  const now = reading.finishedAt;
  const moved = changes.span !== null && 'open' in changes.span && memory.verdict !== null;
  const lost = reading.kind === 'omapi' && server.sources.omapi?.consecutiveFailures === 1;
  const before = memory.unrest;
  // By its distance: a clock set back meanwhile must not make it last.
  if (before && Math.abs(now - before.since) > LONGEST_UNREST_MS) return null;
  if (moved || lost) return { since: before?.since ?? now, latestAt: now };
  if (before === null) return null;
  const { latestAt } = before;
  const bothAsked = servers.every(
    ({ sources: { omapi } }) => omapi && (omapi.failure || attemptAt(omapi) > latestAt),
  );
  return bothAsked ? null : before;
}

const attemptAt = (health: SourceHealth): number => health.lastAttemptAt ?? 0;
