import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { clocksOf, seriesOf } from './clocks.ts';
import type { ClockFacts, ClockReading } from './facts.ts';
import {
  apartBy,
  clockFacts,
  HOUR_MS,
  INTERVAL_MS,
  NOW,
  reading,
  SECOND_MS,
  skewBy,
} from './testing/clock-facts.ts';

const skewOf = (facts: ClockFacts) => clocksOf(facts, NOW).skew;
const old = (intervals: number) => ({ at: NOW - intervals * INTERVAL_MS });

describe('the best fresh reading of a server', () => {
  it.each([
    ['SNTP before SSH', [reading('ssh', 1), reading('sntp', 2)], 'sntp'],
    ['SSH when there is no SNTP', [reading('ssh', 1)], 'ssh'],
    ['SSH when SNTP is stale', [reading('ssh', 1), reading('sntp', 2, old(3.1))], 'ssh'],
    ['SNTP at the end of its freshness', [reading('ssh', 1), reading('sntp', 2, old(3))], 'sntp'],
    ['nothing when all is stale', [reading('ssh', 1, old(4)), reading('sntp', 2, old(4))], undefined],
    ['nothing when nothing was read', [], undefined],
  ])('is %s', (_, readings, method) => {
    const [primary] = clocksOf(clockFacts(readings), NOW).servers;
    expect(primary.best?.method).toBe(method);
    expect(primary.ways).toHaveLength(readings.length);
  });
});

describe('the skew', () => {
  const sntp = (offsetMs: number, spoiled: Partial<ClockReading> = {}) => reading('sntp', offsetMs, spoiled);
  const ssh = (offsetMs: number, spoiled: Partial<ClockReading> = {}) => reading('ssh', offsetMs, spoiled);

  it('is the secondary’s offset minus the primary’s, uncertain by both', () => {
    const facts = clockFacts([sntp(300, { uncertaintyMs: 4 })], [sntp(20_300, { uncertaintyMs: 6 })]);
    expect(skewOf(facts)).toEqual({
      skewMs: 20_000,
      uncertaintyMs: 10,
      method: 'sntp',
      measuredAt: new Date(NOW - SECOND_MS).toISOString(),
    });
  });

  it('is as old as the older reading, and less certain by what clocks drift in between', () => {
    const skew = skewOf(clockFacts([sntp(0, old(1.5))], [sntp(7)]));
    expect(skew?.measuredAt).toBe(new Date(NOW - 1.5 * INTERVAL_MS).toISOString());
    expect(skew?.uncertaintyMs).toBeCloseTo(2 + 8.9, 5);
  });

  it.each([
    ['SNTP before all else', clockFacts([ssh(0), sntp(1)], [sntp(2), ssh(9)]), 'sntp', 1],
    ['SSH of both before one of each', clockFacts([ssh(5), sntp(1)], [ssh(9)]), 'ssh', 4],
    ['one of each when no method has both', clockFacts([sntp(1)], [ssh(9)]), 'ssh', 8],
    ['one of each when the others are stale', clockFacts([ssh(5, old(4)), sntp(1)], [ssh(9)]), 'ssh', 8],
    [
      'one of each before the lease files',
      clockFacts([sntp(1)], [ssh(9)], { arrivals: skewBy('arrival', 70) }),
      'ssh',
      8,
    ],
    [
      'the lease files before the stamps',
      clockFacts([sntp(1)], [], { arrivals: skewBy('arrival', 70), stamps: skewBy('stos', 80) }),
      'arrival',
      70,
    ],
    ['the stamps at last', clockFacts([], [], { stamps: skewBy('stos', 80) }), 'stos', 80],
    [
      'the stamps when the readings are too far apart in time',
      clockFacts([sntp(1, old(2.5))], [sntp(9)], { stamps: skewBy('stos', 80) }),
      'stos',
      80,
    ],
  ])('is by %s', (_, facts, method, skewMs) => {
    expect(skewOf(facts)).toMatchObject({ method, skewMs });
  });

  it.each([
    ['nothing was read', clockFacts()],
    ['one server was read', clockFacts([sntp(1)])],
    ['all is stale', clockFacts([sntp(1, old(4))], [sntp(9, old(4))])],
    ['the stamps are old', clockFacts([], [], { stamps: skewBy('stos', 80, 1000, HOUR_MS + 1) })],
    [
      'a later measurement overrules the stamps',
      clockFacts([], [], {
        stamps: skewBy('stos', 20_000, 1000, HOUR_MS / 2),
        history: [{ at: NOW - HOUR_MS / 4, skewMs: 3, uncertaintyMs: 2 }],
      }),
    ],
  ])('is unknown when %s', (_, facts) => {
    expect(clocksOf(facts, NOW)).toMatchObject({ skew: null, apart: null, trend: null });
  });

  it('keeps all ways, the best first', () => {
    const facts = clockFacts([ssh(0), sntp(1)], [sntp(2), ssh(9)], {
      arrivals: skewBy('arrival', 70),
      stamps: skewBy('stos', 80, 1000, 24 * HOUR_MS),
    });
    expect(clocksOf(facts, NOW).ways.map(({ method }) => method)).toEqual(['sntp', 'ssh', 'arrival', 'stos']);
  });

  it('by the stamps grows uncertain with their age', () => {
    const facts = clockFacts([], [], { stamps: skewBy('stos', 80, 1000, HOUR_MS) });
    expect(skewOf(facts)?.uncertaintyMs).toBe(1360);
  });
});

test.each([
  [0, 20, 'together', 'together'],
  [45, 20, 'together', 'noticeable'],
  [-45, 20, 'together', 'noticeable'],
  [80, 20, 'noticeable', 'noticeable'],
  [0, 1000, 'together', 'noticeable'],
  [5001, 0, 'warning', 'warning'],
  [4500, 1000, 'noticeable', 'warning'],
  [-31_000, 20, 'critical', 'critical'],
  [60_000, 0, 'critical', 'critical'],
  [59_000, 2000, 'critical', 'refusing'],
  [90_000, 2000, 'refusing', 'refusing'],
])('%s ms ± %s ms apart is at least %s and at most %s', (skewMs, uncertaintyMs, atLeast, atMost) => {
  expect(clocksOf(apartBy(skewMs, uncertaintyMs), NOW).apart).toEqual({ atLeast, atMost });
});

test('the series ends with the present skew, once, even when that is older than the history', () => {
  const sample = (ageMs: number) => ({ at: NOW - ageMs, skewMs: 7, uncertaintyMs: 1000 });
  const history = [3000, 2000, 1000].map(sample);
  expect(seriesOf({ history }, skewBy('stos', 7, 1000, 2000))).toEqual([3000, 2000].map(sample));
  expect(seriesOf({ history }, skewBy('stos', 7))).toEqual([3000, 2000, 1000, 0].map(sample));
});

const offsetMs = fc.integer({ min: -100_000, max: 100_000 });
const anyReading = fc.record({
  method: fc.constantFrom('sntp' as const, 'ssh' as const),
  offsetMs,
  uncertaintyMs: fc.integer({ min: 0, max: 5000 }),
  ageMs: fc.integer({ min: 0, max: 5 * INTERVAL_MS }),
});
const readings = fc
  .uniqueArray(anyReading, { selector: ({ method }) => method, maxLength: 2 })
  .map((all) =>
    all.map(({ method, ageMs, ...rest }) => reading(method, rest.offsetMs, { ...rest, at: NOW - ageMs })),
  );
const anySnapshot = (method: 'arrival' | 'stos') =>
  fc.option(
    fc
      .tuple(offsetMs, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 2 * HOUR_MS }))
      .map(([skewMs, uncertaintyMs, ageMs]) => skewBy(method, skewMs, uncertaintyMs, ageMs)),
  );
const anyFacts = fc
  .record({
    primary: readings,
    secondary: readings,
    stamps: anySnapshot('stos'),
    arrivals: anySnapshot('arrival'),
  })
  .map(({ primary, secondary, ...rest }) => clockFacts(primary, secondary, rest));

function withOurClockBehind(facts: ClockFacts, byMs: number): ClockFacts {
  const shifted = ({ readings, ...server }: ClockFacts['primary']) => ({
    ...server,
    readings: readings.map((each) => ({ ...each, offsetMs: each.offsetMs + byMs })),
  });
  return { ...facts, primary: shifted(facts.primary), secondary: shifted(facts.secondary) };
}

test('the skew never depends on our own clock', () => {
  fc.assert(
    fc.property(anyFacts, offsetMs, (facts, byMs) => {
      const { skew, ways, apart } = clocksOf(withOurClockBehind(facts, byMs), NOW);
      expect({ skew, ways, apart }).toEqual({
        skew: clocksOf(facts, NOW).skew,
        ways: clocksOf(facts, NOW).ways,
        apart: clocksOf(facts, NOW).apart,
      });
    }),
  );
});

test('the uncertainty of a skew is never less than that of what it was found from', () => {
  const leastOf = ({ readings }: ClockFacts['primary']) =>
    Math.min(...readings.map(({ uncertaintyMs }) => uncertaintyMs));
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const byReadings = leastOf(facts.primary) + leastOf(facts.secondary);
      const { stamps, arrivals } = facts;
      for (const { method, uncertaintyMs } of clocksOf(facts, NOW).ways) {
        const found = {
          stos: stamps?.uncertaintyMs,
          arrival: arrivals?.uncertaintyMs,
          sntp: byReadings,
          ssh: byReadings,
        };
        expect(uncertaintyMs).toBeGreaterThanOrEqual(found[method] ?? 0);
      }
    }),
  );
});

test('servers that change their roles change the sign of the skew and nothing else', () => {
  fc.assert(
    fc.property(readings, readings, (one, other) => {
      const [there, back] = [skewOf(clockFacts(one, other)), skewOf(clockFacts(other, one))];
      // Of two mixed ways either may come first.
      fc.pre(there?.method === 'sntp' || there === null);
      expect(back?.skewMs).toBe(there === null ? undefined : 0 - there.skewMs);
      expect(back?.uncertaintyMs).toBe(there?.uncertaintyMs);
    }),
  );
});
