import type { LeaseFileCounts } from '../../contracts/lease-counts.ts';
import type { ClockReading } from '../../pair/clocks/facts.ts';
import type { FailoverView } from '../../pair/facts.ts';
import type { Conflicts } from '../../pair/reconcile.ts';
import { NOTHING_READ, type PairMemory, type ServerMemory } from '../memory.ts';
import type { LeasesReading, LogFactRead, Reading, StateBlock } from '../reading.ts';
import { NOTHING_WORKED_OUT } from '../truth/memory.ts';

/** A pair whose files are read, for the tests of what is made of them. */

export const START = Date.parse('2026-11-21T10:00:00Z');
export const HOUR_MS = 3_600_000;

export function normalView(at: number): FailoverView {
  return {
    observedAt: at,
    localState: 'normal',
    partnerState: 'normal',
    localStosAt: START - HOUR_MS,
    partnerStosAt: START - HOUR_MS,
    hierarchy: 'primary',
    mcltSeconds: 600,
    maxResponseDelaySeconds: 10,
    unackedUpdates: 0,
  };
}

function server(serverId: number, role: ServerMemory['role']): ServerMemory {
  return {
    serverId,
    name: role === 'primary' ? 'dhcp-a' : 'dhcp-b',
    role,
    host: '192.0.2.1',
    sources: {},
    view: normalView(START),
    openSpan: { state: 'normal', from: START - HOUR_MS, lastSeenAt: START, stosAt: START - HOUR_MS },
    settled: false,
    ...NOTHING_READ,
  };
}

export function pairInNormal(): PairMemory {
  return {
    pairId: 7,
    name: 'office',
    title: null,
    servers: [server(1, 'primary'), server(2, 'secondary')],
    verdict: null,
    judgedAt: null,
    judgement: null,
    unrest: null,
    peerName: 'pair',
    blindSince: null,
    goingOn: {},
    mutes: [],
    truth: NOTHING_WORKED_OUT,
  };
}

export const NO_CONFLICTS: Conflicts = {
  'two-clients': { count: 0, sample: [] },
  'both-may-give': { count: 0, sample: [] },
  differs: { count: 0, sample: [] },
};

const NO_COUNTS: LeaseFileCounts = {
  ranges: [],
  outside: { count: 0, sample: [] },
  problems: { count: 0, list: [] },
};

export function leasesRead(serverId: number, at: number, changes: Partial<LeasesReading> = {}): Reading {
  const value: LeasesReading = {
    path: '/var/lib/dhcp/dhcpd.leases',
    identity: '1:2',
    offset: 100,
    sizeBytes: 100,
    rewrittenAt: null,
    counts: NO_COUNTS,
    stateBlocks: [],
    conflicts: null,
    backlog: { count: 0, byAge: { under10s: 0, under1min: 0, under10min: 0, older: 0 }, oldestAt: null },
    ages: [],
    newClients: [],
    endings: [],
    grants: [],
    absentAt: null,
    uncounted: { count: 0, sample: [] },
    ...changes,
  };
  return {
    kind: 'leases',
    serverId,
    attemptAt: at,
    finishedAt: at,
    intervalMs: 2_000,
    outcome: { ok: true, value },
  };
}

export function stateBlock(state: string, at: number | null, changes: Partial<StateBlock> = {}): StateBlock {
  return {
    state,
    at,
    partnerState: 'normal',
    partnerAt: START,
    previous: { state: 'normal', at: START - HOUR_MS },
    backfilled: false,
    place: 'dhcpd.leases line 9',
    ...changes,
  };
}

export function logRead(serverId: number, at: number, facts: LogFactRead[]): Reading {
  const value = { origin: '/var/log/syslog', identity: '1:3', offset: 500, cursor: null, facts };
  return {
    kind: 'log',
    serverId,
    attemptAt: at,
    finishedAt: at,
    intervalMs: 2_000,
    outcome: { ok: true, value },
  };
}

/** Of a server whose clock is off by so much. */
export function clockReading(offsetMs: number): ClockReading {
  return {
    method: 'sntp',
    at: START,
    offsetMs,
    uncertaintyMs: 5,
    delayMs: 10,
    synchronised: true,
    upstream: null,
    upstreamOffsetMs: null,
  };
}
