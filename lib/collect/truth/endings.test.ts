import { describe, expect, test } from 'vitest';
import type { ServerRole } from '../../pair/facts.ts';
import type { PairMemory } from '../memory.ts';
import { HOUR_MS, pairInNormal, START } from '../testing/files-memory.ts';
import { endingsAt, takeEndings, type WatchedEndings } from './endings.ts';

const MINUTE_MS = 60_000;
const LAN = 'lan/10.0.0.1';
const INTERVAL_MS = 2_000;

/** Readings at minutes after START, each with how many leases of LAN ended since the one before; the first after a start. */
function readAt(...readings: [minute: number, count: number][]): WatchedEndings {
  let absentAt: number | null = null;
  let watched: WatchedEndings | null = null;
  for (const [minute, count] of readings) {
    const now = START + minute * MINUTE_MS;
    watched = takeEndings(watched, new Map(count > 0 ? [[LAN, count]] : []), { absentAt, now });
    absentAt = now;
  }
  if (!watched) throw new Error('no reading');
  return watched;
}

function pairThatRead(files: Partial<Record<ServerRole, WatchedEndings>>, readAt: number): PairMemory {
  const memory = pairInNormal();
  const servers = memory.servers.map((server) => ({
    ...server,
    endings: files[server.role] ?? null,
    sources: {
      leases: {
        ...{ kind: 'leases' as const, intervalMs: INTERVAL_MS, lastAttemptAt: readAt, lastSuccessAt: readAt },
        ...{ failingSince: null, consecutiveFailures: 0, failure: null, roundTripMs: 1 },
      },
    },
  }));
  return { ...memory, servers };
}

/** Of one server that read so, at a minute after START. */
function lastHour(minute: number, watched: WatchedEndings): number | null {
  const now = START + minute * MINUTE_MS;
  return endingsAt(pairThatRead({ primary: watched }, now), now)(LAN)?.lastHour ?? null;
}

describe('the endings of the last hour', () => {
  test('are not known before an hour was watched', () => {
    const watched = readAt([0, 0], [10, 5]);
    expect([lastHour(10, watched), lastHour(59, watched), lastHour(60, watched)]).toEqual([null, null, 5]);
  });

  test('are those of the last sixty minutes', () => {
    const until = (minute: number) => readAt([0, 0], [10, 5], [10.5, 2], [40, 3], [minute, 1]);
    expect(lastHour(69, until(69))).toBe(11);
    expect(lastHour(71, until(71))).toBe(4);
    expect(lastHour(101, until(71))).toBe(1);
  });

  test('are of another pool none', () => {
    const now = START + HOUR_MS;
    const memory = pairThatRead({ primary: readAt([0, 0], [10, 5]) }, now);
    expect(endingsAt(memory, now)('guests/10.1.0.1')).toEqual({ lastHour: 0, usual: null });
  });

  test('go on through a pause, in which the file is still there to be read', () => {
    expect(lastHour(70, readAt([0, 0], [20, 5], [70, 40]))).toBe(45);
  });

  test.each([
    ['a pause of an hour', readAt([0, 0], [20, 5], [80, 40])],
    ['our clock being set back', readAt([100, 0], [120, 5], [80, 40])],
    [
      'the file being read anew',
      takeEndings(readAt([0, 0], [79, 5]), new Map(), { absentAt: null, now: START + 80 * MINUTE_MS }),
    ],
  ])('begin again after %s', (_, watched) => {
    expect(watched).toEqual({ since: START + 80 * MINUTE_MS, minutes: [] });
  });

  test('are taken from the file that told of more', () => {
    const now = START + HOUR_MS;
    const memory = pairThatRead(
      { primary: readAt([0, 0], [30, 4]), secondary: readAt([0, 0], [31, 6]) },
      now,
    );
    expect(endingsAt(memory, now)(LAN)).toMatchObject({ lastHour: 6 });
  });

  test('are not known by a file that is not read any more', () => {
    const now = START + HOUR_MS;
    const stale = now - 6 * INTERVAL_MS;
    expect(endingsAt(pairThatRead({ primary: readAt([0, 0], [30, 4]) }, stale), now)(LAN)).toBeNull();
  });
});

test('what is usual comes with them', () => {
  const now = START + HOUR_MS;
  const memory = pairThatRead({ primary: readAt([0, 0], [30, 4]) }, now);
  const usualEndings = new Map([
    [
      LAN,
      new Map([
        [START, 3],
        [now, 9],
      ]),
    ],
  ]);
  const facts = endingsAt({ ...memory, truth: { ...memory.truth, usualEndings } }, now);
  expect(facts(LAN)).toEqual({ lastHour: 4, usual: 3 });
});
