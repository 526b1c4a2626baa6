import type { DrillObservation, DrillPlan } from '../../../contracts/drill.ts';
import { type Drill, type DrillFacts, iso, NOTHING_RECORDED } from '../facts.ts';
import { type PlanInput, planDrill } from '../plan.ts';
import type { StoredDrill } from '../report.ts';

export const BEGUN = Date.UTC(2025, 10, 21, 10, 42, 0);
const SECOND_MS = 1000;

export const READY: PlanInput['readiness'] = {
  at: iso(BEGUN - 2_000),
  word: 'ready',
  sentence: 'Ready.',
  lines: [{ title: 'Both in normal', status: 'pass', text: 'Both are in normal.' }],
};

export function planned(changes: Partial<PlanInput> = {}): DrillPlan {
  return planDrill({
    pair: 'office',
    pairTitle: 'Head office',
    server: 'dhcp-a',
    survivor: 'dhcp-b',
    hosts: [
      { server: 'dhcp-a', role: 'primary', host: '10.66.0.11' },
      { server: 'dhcp-b', role: 'secondary', host: '10.66.0.12' },
    ],
    outageMinutes: 3,
    setsPartnerDown: false,
    timings: { mcltSeconds: 3600, maxResponseDelaySeconds: 30, pollMs: 1_000 },
    readiness: READY,
    ...changes,
  });
}

export function running(changes: Partial<Drill> = {}): Drill {
  return {
    phase: 'running',
    startedAt: BEGUN,
    endedAt: null,
    plan: planned(),
    record: NOTHING_RECORDED,
    ...changes,
  };
}

export function ended(drill: Drill, afterSeconds: number): Drill {
  const end = { by: 'anna', reason: null };
  return { ...drill, phase: 'ended', endedAt: at(afterSeconds), record: { ...drill.record, end } };
}

export function stored(drill: Drill): StoredDrill {
  return { ...drill, id: 7, actor: 'anna', createdAt: BEGUN - 60_000, windowId: 3, signature: null };
}

export const at = (seconds: number): number => BEGUN + seconds * SECOND_MS;
const time = (seconds: number): string => iso(at(seconds));

const of = (server: string, text: string, seconds: number, source: 'omapi' | 'leases' = 'omapi') => [
  { server, source, text, observedAt: time(seconds) },
];

export function state(server: string, to: string, seconds: number): DrillObservation {
  return {
    kind: 'state',
    key: `event:${server}:${to}:${seconds}`,
    server,
    from: null,
    to,
    at: time(seconds),
    stampAt: time(seconds),
    evidence: of(server, `local-state ${to}`, seconds),
  };
}

export function silent(server: string, seconds: number): DrillObservation {
  return {
    kind: 'silent',
    key: `silent:${server}:${at(seconds)}`,
    server,
    at: time(seconds),
    lastAnswerAt: time(seconds - 1),
    evidence: of(server, 'connection refused', seconds),
  };
}

export function heard(server: string, seconds: number, silentSeconds: number): DrillObservation {
  return {
    kind: 'heard',
    key: `heard:silent:${server}:${at(silentSeconds)}`,
    server,
    at: time(seconds),
    evidence: of(server, 'answered', seconds),
  };
}

export function answering(servers: 0 | 1 | 2, from: number, until: number): DrillObservation {
  return {
    kind: 'answering',
    key: `answering:${at(from)}`,
    servers,
    at: time(from),
    until: time(until),
    evidence: [],
  };
}

export function grants(server: string, seconds: number, count = 3): DrillObservation {
  return {
    kind: 'grants',
    key: `grants:${server}`,
    server,
    at: time(seconds),
    uncertaintyMs: 1_010,
    count,
    evidence: of(server, 'lease 10.66.1.10', seconds, 'leases'),
  };
}

export function balance(isBalanced: boolean, seconds: number): DrillObservation {
  return {
    kind: 'balance',
    key: `balance:${at(seconds)}`,
    at: time(seconds),
    isBalanced,
    sentence: isBalanced ? '1 pool is shared within what dhcpd allows.' : 'Not shared evenly: guests.',
    evidence: [],
  };
}

/** All that a drill without fault has, in order: stopped after 30 s, started after 150 s, in normal after 166 s. */
export const FAULTLESS: readonly DrillObservation[] = [
  answering(2, -5, 31),
  silent('dhcp-a', 30),
  state('dhcp-b', 'communications-interrupted', 30),
  answering(1, 31, 166),
  grants('dhcp-b', 60),
  heard('dhcp-a', 150, 30),
  state('dhcp-a', 'startup', 150),
  state('dhcp-b', 'normal', 165),
  state('dhcp-a', 'normal', 166),
  answering(2, 166, 200),
  balance(true, 180),
];

export function facts(
  observations: readonly DrillObservation[],
  changes: Partial<DrillFacts> = {},
): DrillFacts {
  return { servers: [], observations, clocks: [], readsLeases: true, ...changes };
}
