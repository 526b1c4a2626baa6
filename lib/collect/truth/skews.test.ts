import { expect, test } from 'vitest';
import type { ServerMemory } from '../memory.ts';
import type { Reading } from '../reading.ts';
import { clockReading, pairInNormal, START } from '../testing/files-memory.ts';
import { takeClockReading } from './skews.ts';

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
