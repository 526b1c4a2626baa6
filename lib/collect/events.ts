import { formatDuration } from '../pair/duration.ts';
import type { FailoverView, SourceHealth, SourceKind } from '../pair/facts.ts';
import type { Transition } from '../pair/transition.ts';
import type { NewEvent } from './changes.ts';
import type { ServerMemory } from './memory.ts';

const SOURCE_TITLE: Record<SourceKind, string> = {
  omapi: 'OMAPI',
  pools: 'Pool counters',
  config: 'dhcpd.conf',
  leases: 'Lease file',
  log: 'Log',
  clock: 'Clock',
};

/** The event of one server's change of state, with what OMAPI said as its evidence. `server`: as it was before. */
export function stateEvent(server: ServerMemory, transition: Transition, view: FailoverView): NewEvent {
  const { from, to } = transition;
  const stos = view.localStosAt === null ? 'not set' : new Date(view.localStosAt).toISOString();
  return {
    key: `state:${server.serverId}:${transition.key}`,
    alias: transition.alias && `state:${server.serverId}:${transition.alias}`,
    serverId: server.serverId,
    kind: 'state',
    source: 'omapi',
    at: transition.at,
    clock: transition.clock,
    observedAt: view.observedAt,
    sortAt: transition.spanFrom,
    unseenSince: server.openSpan?.lastSeenAt ?? null,
    from,
    to,
    sentence: stateSentence(server.name, transition),
    evidence: [
      {
        server: server.name,
        source: 'omapi',
        text: `local-state ${view.localState}, local-stos ${stos}, partner-state ${view.partnerState}`,
        observedAt: new Date(view.observedAt).toISOString(),
      },
    ],
  };
}

function stateSentence(name: string, { from, to, unseen }: Transition): string {
  if (from === null) return `${name} first seen in ${to}.`;
  if (from === to) return `${name} left ${to} and came back to it between two polls.`;
  return `${name} moved from ${from} to ${to}${unseen ? ', possibly through states between two polls' : ''}.`;
}

/** A source failed so often that its server counts as unread through it. */
export function sourceBroke(server: ServerMemory, health: SourceHealth, now: number): NewEvent {
  const reason = health.failure?.message ?? 'no reason given';
  return sourceEvent(server, health, now, {
    to: 'failing',
    at: health.failingSince ?? now,
    sentence: `${SOURCE_TITLE[health.kind]} of ${server.name} can't be read: ${reason}`,
    evidence: reason,
  });
}

/** A source that had failed works again; `broken` is its health before that. */
export function sourceRecovered(server: ServerMemory, broken: SourceHealth, now: number): NewEvent {
  const lostMs = now - (broken.failingSince ?? now);
  const count = `${broken.consecutiveFailures} failed polls`;
  return sourceEvent(server, broken, now, {
    to: 'working',
    at: now,
    sentence: `${SOURCE_TITLE[broken.kind]} of ${server.name} can be read again after ${formatDuration(lostMs)} (${count}).`,
    evidence: `answered again after ${count}`,
  });
}

function sourceEvent(
  server: ServerMemory,
  health: SourceHealth,
  now: number,
  what: { to: 'failing' | 'working'; at: number; sentence: string; evidence: string },
): NewEvent {
  return {
    // The start of the run of failures names it: a restarted collector that finds the same run adds nothing.
    key: `source:${server.serverId}:${health.kind}:${health.failingSince ?? now}:${what.to}`,
    serverId: server.serverId,
    kind: 'source',
    at: what.at,
    clock: 'pairwatch',
    observedAt: now,
    sortAt: now,
    from: what.to === 'failing' ? 'working' : 'failing',
    to: what.to,
    sentence: what.sentence,
    evidence: [
      {
        server: server.name,
        source: health.kind,
        text: what.evidence,
        observedAt: new Date(now).toISOString(),
      },
    ],
  };
}
