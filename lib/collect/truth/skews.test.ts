import { describe, expect, test } from 'vitest';
import type { ServerMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { clockReading, pairInNormal, START } from '../testing/files-memory.ts';
import { snapshotSamples, takeClockReading } from './skews.ts';

const HOUR_MS = 3_600_000;

test('goes on after our clock was set back: what it measured in the future of now is forgotten', () => {
  const memory = pairInNormal();
  const clock = (at: number) => ({ ...clockReading(20), at });
  const servers = memory.servers.map(
    (server): ServerMemory => ({ ...server, clockReadings: [clock(START)] }),
  );
  const future = { at: START + HOUR_MS, skewMs: 900, uncertaintyMs: 10 };
  const before = { ...memory, servers, truth: { ...memory.truth, skews: [future] } };
  const reading: Reading = {
    ...{ kind: 'clock', serverId: 1, attemptAt: START, finishedAt: START + 100, intervalMs: 60_000 },
    outcome: { ok: true, value: { readings: [clock(START)], roundTripMs: 1 } },
  };
  const step = takeClockReading(before, reading);
  expect(step.memory.truth.skews.map(({ at }) => at)).toEqual([START]);
  expect(step.samples.filter(({ serverId }) => serverId === null)).toHaveLength(1);
});

describe('what lease files and stamps tell of the skew', () => {
  const skew = (at: number, method: 'sntp' | 'arrival' | 'stos') => ({
    skewMs: 900,
    uncertaintyMs: 1200,
    method,
    measuredAt: new Date(at).toISOString(),
  });
  const kept = (told: ReturnType<typeof skew> | null, snapshotAt: number | null) =>
    snapshotSamples(told, { snapshotAt }, START).map(({ at, method, valueMs }) => [
      at - START,
      method,
      valueMs,
    ]);

  test('is kept for the history once a minute', () => {
    expect(kept(skew(START, 'arrival'), null)).toEqual([[0, 'arrival', 900]]);
    expect(kept(skew(START, 'arrival'), START - 59_000)).toEqual([]);
    expect(kept(skew(START, 'arrival'), START - 60_000)).toHaveLength(1);
  });

  test('is kept once for a moment that does not come again', () => {
    expect(kept(skew(START - HOUR_MS, 'stos'), START - HOUR_MS)).toEqual([]);
  });

  test('lies in no future, whatever clock stamped it, and is kept on when ours was set back', () => {
    expect(kept(skew(START + 20_000, 'stos'), null)).toEqual([[0, 'stos', 900]]);
    expect(kept(skew(START, 'arrival'), START + HOUR_MS)).toHaveLength(1);
  });

  test('is no news where the clocks are read, or nothing is known', () => {
    expect(kept(skew(START, 'sntp'), null)).toEqual([]);
    expect(kept(null, null)).toEqual([]);
  });
});
