import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import type { PairMemory } from './memory.ts';
import type { Reading } from './reading.ts';
import { leasesRead, NO_CONFLICTS, pairInNormal, START } from './testing/files-memory.ts';

const DIFFERING = {
  count: 1,
  sample: [{ address: '10.0.0.7', here: 'active', there: 'free', since: START - 20_000 }],
};

function takeAll(readings: Reading[], memory: PairMemory = pairInNormal()) {
  return readings.map((reading) => {
    const step = advance(memory, reading);
    memory = step.memory;
    return step.changes.findings.readings?.length ?? null;
  });
}

function unreachable(serverId: number, at: number): Reading {
  return {
    kind: 'leases',
    serverId,
    attemptAt: at,
    finishedAt: at,
    intervalMs: 2_000,
    outcome: { ok: false, failure: { kind: 'unreachable', message: 'no route to host' } },
  };
}

describe('lease files that differ', () => {
  const first = (at: number) => leasesRead(1, at, { conflicts: { ...NO_CONFLICTS, differs: DIFFERING } });

  it('are a finding while both are read', () => {
    expect(takeAll([leasesRead(2, START), first(START + 1_000)])).toEqual([0, 1]);
  });

  it('are none when one of them is but not read any more: the other goes on alone', () => {
    const readings = [leasesRead(2, START), unreachable(2, START + 10_000), first(START + 11_000)];
    expect(takeAll(readings)).toEqual([0, null, 0]);
  });
});
