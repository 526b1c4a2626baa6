import { describe, expect, test } from 'vitest';
import type { Finding } from '../../pair/finding.ts';
import { advance } from '../advance.ts';
import type { PairMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { leasesRead, normalView, pairInNormal, START } from '../testing/files-memory.ts';
import { alertFactsOf } from './facts.ts';

function answered(serverId: number, at: number, localState: 'normal' | 'partner-down' = 'normal'): Reading {
  const hierarchy = serverId === 1 ? 'primary' : 'secondary';
  const value = { view: { ...normalView(at), localState, hierarchy }, raw: {}, roundTripMs: 0.4 } as const;
  return {
    ...{ kind: 'omapi', serverId, attemptAt: at, finishedAt: at, intervalMs: 2_000 },
    outcome: { ok: true, value },
  };
}

const having = (memory: PairMemory, ...readings: Reading[]): PairMemory =>
  readings.reduce((before, reading) => advance(before, reading).memory, memory);

const verdictAt = (memory: PairMemory, now: number) => alertFactsOf(memory, [], now).verdict;

describe('the verdict', () => {
  const healthy = having(pairInNormal(), answered(1, START), answered(2, START + 10));

  test('is not known after a start, before both servers were asked', () => {
    const atStart = { ...pairInNormal(), verdict: { verdict: 'healthy', code: 'healthy', from: 0 } as const };
    expect(verdictAt(atStart, START)).toBeNull();
    expect(verdictAt(having(atStart, answered(1, START)), START)).toBeNull();
  });

  test('is told as it was judged last, without the time it began', () => {
    expect(verdictAt(healthy, START + 20)).toMatchObject({
      verdict: 'healthy',
      code: healthy.verdict?.code,
      since: healthy.judgement?.since,
      nextStep: null,
      evidence: expect.arrayContaining([expect.objectContaining({ server: 'dhcp-a' })]),
    });
    expect(verdictAt(healthy, START + 20)?.sentence).toMatch(/^[^{}]+\.$/);
  });

  test('is open in the moment of a change', () => {
    const moving = having(healthy, answered(1, START + 1_000, 'partner-down'));
    expect(moving.unrest).not.toBeNull();
    expect(verdictAt(moving, START + 1_000)).toBeNull();
  });

  test('is not known when it was judged too long ago', () => {
    expect(verdictAt(healthy, START + 60_010)).not.toBeNull();
    expect(verdictAt(healthy, START + 60_011)).toBeNull();
  });
});

test('findings come with those that are muted told as information', () => {
  const finding = (code: string): Finding => ({
    ...{ key: `source:${code}`, server: null, code, severity: 'warning', since: START },
    ...{ sentence: `It is ${code}.`, nextStep: 'Look.', evidence: [] },
  });
  const goingOn = {
    source: new Map(
      ['known', 'new'].map((code) => [code, { since: START, finding: finding(code) }] as const),
    ),
    clock: new Map([['clock:waits', { since: START, finding: null }]]),
  };
  const mutes = [{ finding: 'known', reason: 'we know', until: START + 1_000 }];
  expect(alertFactsOf({ ...pairInNormal(), goingOn, mutes }, [], START).findings).toMatchObject([
    { code: 'known', severity: 'info', sentence: expect.stringContaining('we know'), nextStep: null },
    { code: 'new', severity: 'warning', nextStep: 'Look.' },
  ]);
});

const LEAVE = { at: START - 1_000, backAt: null };

test('each server tells of itself what it was last heard to say', () => {
  const memory = having(
    pairInNormal(),
    answered(1, START),
    leasesRead(1, START + 10, { rewrittenAt: START }),
  );
  const { servers, leavesOfHealthy } = alertFactsOf(memory, [LEAVE], START + 20);
  expect(leavesOfHealthy).toEqual([LEAVE]);
  expect(servers).toMatchObject([
    {
      name: 'dhcp-a',
      role: 'primary',
      state: 'normal',
      isSettled: true,
      sources: [{ kind: 'omapi' }, { kind: 'leases' }],
      leaseFile: { path: '/var/lib/dhcp/dhcpd.leases', watchedSince: START + 10, rewrittenAt: START },
    },
    { name: 'dhcp-b', role: 'secondary', isSettled: false, sources: [], leaseFile: null },
  ]);
});

test('forecasts and pools come once they were worked out', () => {
  expect(alertFactsOf(pairInNormal(), [], START)).toMatchObject({
    forecasts: null,
    pools: [],
    decidedRooms: [],
  });
  const memory = having(pairInNormal(), answered(1, START));
  expect(alertFactsOf(memory, [], START)).toMatchObject({ forecasts: [], pools: [], wantedHours: 24 });
});
