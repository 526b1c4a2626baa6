import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ClockRefusal } from '../facts.ts';
import { findingsOf, type Lasting, lasting, NOTHING_LASTS } from '../lasting.ts';
import { clocksOf } from './clocks.ts';
import type { ClockFacts, ClockReading } from './facts.ts';
import { clockObservations, clockUndecided } from './observations.ts';
import { tellAfterMs } from './tell-after.ts';
import {
  apartBy,
  clockFacts,
  DAY_MS,
  HOUR_MS,
  INTERVAL_MS,
  MINUTE_MS,
  NOW,
  reading,
  SECOND_MS,
  skewBy,
} from './testing/clock-facts.ts';

const observed = (facts: ClockFacts, now = NOW) => clockObservations(clocksOf(facts, now), facts, now);
const told = (facts: ClockFacts) =>
  observed(facts).map(({ code, severity, sentence }) => `${severity} ${code}: ${sentence}`);
const sentenceOf = (facts: ClockFacts) => observed(facts).map(({ sentence }) => sentence);

const refusal = (ageMs: number): ClockRefusal => ({
  server: 'dhcp-a',
  at: NOW - ageMs,
  text: 'Failover CONNECT to pair rejected: Connection rejected, time mismatch too great.',
});

describe('two clocks apart', () => {
  it.each([
    [30, []],
    [
      120,
      [
        "info clocks-apart: dhcp-b's clock is 120 ms ahead of dhcp-a's (± 20 ms, by NTP), beyond the ± 50 ms that NTP keeps.",
      ],
    ],
    [
      -20_000,
      [
        "warning clocks-apart: dhcp-a's clock is 20.0 s ahead of dhcp-b's (± 0.02 s, by NTP); above 60 s the two refuse to connect.",
      ],
    ],
    [
      45_000,
      [
        "error clocks-apart: dhcp-b's clock is 45.0 s ahead of dhcp-a's (± 0.02 s, by NTP); above 60 s the two refuse to connect.",
      ],
    ],
    [
      90_000,
      [
        "error clocks-too-far-apart: dhcp-b's clock is 90.0 s ahead of dhcp-a's (± 0.02 s, by NTP): after a lost connection they will refuse to reconnect.",
      ],
    ],
  ])('by %s ms are told so', (skewMs, words) => {
    expect(told(apartBy(skewMs))).toEqual(words);
  });

  it('by stamps are told of as of then', () => {
    expect(sentenceOf(clockFacts([], [], { stamps: skewBy('stos', 20_000) }))).toEqual([
      "dhcp-b's clock was 20.0 s ahead of dhcp-a's (± 1.0 s, by the stamps of their last change of state); above 60 s the two refuse to connect.",
    ]);
  });

  it('are one finding while they come further apart, since they first were', () => {
    const minutes = [0, 15, 30, 45];
    const skews = [100, 8000, 40_000, 90_000];
    let goingOn: Lasting = NOTHING_LASTS;
    const findings = minutes.map((minute, index) => {
      const now = NOW + minute * MINUTE_MS;
      const at = { at: now };
      const facts = clockFacts([reading('sntp', 0, at)], [reading('sntp', skews[index] ?? 0, at)]);
      goingOn = lasting(observed(facts, now), goingOn, now);
      return findingsOf(goingOn).map(({ key, severity, since }) => ({ key, severity, since }));
    });
    const finding = { key: 'clock:apart', since: NOW };
    expect(findings).toEqual([
      [],
      [{ ...finding, severity: 'warning' }],
      [{ ...finding, severity: 'error' }],
      [{ ...finding, severity: 'error' }],
    ]);
  });

  it('do not come and go at the limit', () => {
    const history = [{ at: NOW - MINUTE_MS, skewMs: 5100, uncertaintyMs: 20 }];
    expect(observed(apartBy(4900, 20, { history }))).toMatchObject([{ severity: 'warning' }]);
    expect(observed(apartBy(3900, 20, { history }))).toMatchObject([{ severity: 'info' }]);
    expect(observed(apartBy(4900))).toMatchObject([{ severity: 'info' }]);
  });

  it('within the uncertainty say so and never cry', () => {
    expect(told(apartBy(40, 1000))).toEqual([]);
    expect(told(apartBy(8000, 4000))).toEqual([
      "info clocks-apart: dhcp-b's clock is 8.0 s ahead of dhcp-a's (± 4.0 s, by NTP, too uncertain to tell whether beyond 5.0 s), beyond the ± 50 ms that NTP keeps.",
    ]);
    expect(told(apartBy(70_000, 80_000))).toEqual([
      "info clocks-uncertain: dhcp-b's clock is 70.0 s ahead of dhcp-a's (± 80.0 s, by NTP), which is too uncertain to judge by.",
    ]);
  });

  it.each([
    [
      'the one that is not synchronised',
      { synchronised: true },
      { synchronised: false },
      'the clock of dhcp-b',
    ],
    ['the one that is off from ours too', {}, {}, 'the clock of dhcp-b'],
    ['the other way round', { offsetMs: -20_000 }, { offsetMs: 0 }, 'the clock of dhcp-a'],
    [
      'both when one is off within its uncertainty',
      { uncertaintyMs: 6000 },
      {},
      'the clocks of dhcp-a and dhcp-b',
    ],
    ['both when nothing tells', { offsetMs: -10_000 }, {}, 'the clocks of dhcp-a and dhcp-b'],
  ])('name whose to set right: %s', (_, primary, secondary, whose) => {
    const facts = clockFacts([reading('sntp', 0, primary)], [reading('sntp', 20_000, secondary)]);
    const apart = observed(facts).find(({ key }) => key === 'clock:apart');
    expect(apart?.nextStep).toBe(`Set ${whose} right, and let both servers follow the same NTP servers.`);
  });

  it('show both readings as evidence', () => {
    const upstream = { synchronised: true, upstream: 'ntp1', upstreamOffsetMs: -0.4 };
    const facts = clockFacts([reading('sntp', 3)], [reading('ssh', -20_000, upstream)]);
    expect(observed(facts)[0]?.evidence).toEqual([
      {
        server: 'dhcp-a',
        source: 'clock',
        text: "The clock of dhcp-a is 3 ms ± 1 ms ahead of Pairwatch's, by NTP.",
        observedAt: new Date(NOW - SECOND_MS).toISOString(),
      },
      {
        server: 'dhcp-b',
        source: 'clock',
        text: "The clock of dhcp-b is 20.0 s ± 0.01 s behind Pairwatch's, by SSH; it says it is synchronised to ntp1, 0 ms off.",
        observedAt: new Date(NOW - SECOND_MS).toISOString(),
      },
    ]);
  });
});

test.each([
  ['together', MINUTE_MS, 10 * MINUTE_MS],
  ['noticeable', 30 * MINUTE_MS, HOUR_MS],
  ['warning', MINUTE_MS, 2 * MINUTE_MS],
  ['refusing', 30 * MINUTE_MS, HOUR_MS],
] as const)('what is %s, read every %s ms, is told after %s ms', (level, intervalMs, afterMs) => {
  const facts = clockFacts();
  expect(tellAfterMs(level, { ...facts, secondary: { ...facts.secondary, intervalMs } })).toBe(afterMs);
});

describe('connections refused for the clocks', () => {
  it('are told at once, with the lines', () => {
    const [apart, ...others] = observed(
      apartBy(90_000, 20, { refusals: [5, 4, 3, 2, 1].map((s) => refusal(s * SECOND_MS)) }),
    );
    expect(apart).toMatchObject({
      key: 'clock:apart',
      code: 'clocks-refuse',
      severity: 'error',
      sentence: "dhcp-b's clock is 90.0 s ahead of dhcp-a's (± 0.02 s, by NTP): the two refuse to connect.",
    });
    expect(apart?.tellAfterMs).toBeUndefined();
    expect(apart?.evidence.filter(({ source }) => source === 'log')).toHaveLength(3);
    expect(others).toEqual([]);
  });

  it('are proof enough without any measurement', () => {
    expect(told(clockFacts([], [], { refusals: [refusal(SECOND_MS)] }))).toEqual([
      'error clocks-refuse: dhcp-a and dhcp-b refuse to connect: their clocks are more than 60 s apart, says the log.',
    ]);
  });

  it('outweigh a measurement from before', () => {
    const facts = apartBy(0, 20, { refusals: [refusal(0)] });
    expect(sentenceOf(facts)).toEqual([
      'dhcp-a and dhcp-b refuse to connect: their clocks are more than 60 s apart, says the log.',
    ]);
  });

  it.each([
    ['a later measurement found the clocks near', apartBy(0, 20, { refusals: [refusal(5 * SECOND_MS)] })],
    ['they are long past', clockFacts([], [], { refusals: [refusal(3 * MINUTE_MS)] })],
  ])('are over when %s', (_, facts) => {
    expect(told(facts)).toEqual([]);
  });
});

describe('a server’s own word', () => {
  const upstream = (upstreamOffsetMs: number): Partial<ClockReading> => ({
    synchronised: true,
    upstream: 'ntp1.example',
    upstreamOffsetMs,
  });
  const b = (spoiled: Partial<ClockReading>) => clockFacts([reading('ssh', 0)], [reading('ssh', 0, spoiled)]);

  it.each([
    [-40, []],
    [
      -120,
      [
        'info clock-off-source: dhcp-b says that its clock is 120 ms off from ntp1.example, beyond the ± 50 ms that NTP keeps.',
      ],
    ],
    [
      6000,
      [
        'warning clock-off-source: dhcp-b says that its clock is 6.0 s off from ntp1.example, beyond the ± 50 ms that NTP keeps.',
      ],
    ],
    [
      31_000,
      [
        'error clock-off-source: dhcp-b says that its clock is 31.0 s off from ntp1.example, beyond the ± 50 ms that NTP keeps.',
      ],
    ],
  ])('that it is %s ms off from its source is passed on', (offsetMs, words) => {
    expect(told(b(upstream(offsetMs)))).toEqual(words);
  });

  it('that it is not synchronised is passed on, as a warning unless the clocks are known to agree', () => {
    const sentence = 'dhcp-b says that its clock is not synchronised to anything.';
    expect(told(b({ synchronised: false }))).toEqual([`info clock-not-synchronised: ${sentence}`]);
    const alone = clockFacts([], [reading('ssh', 0, { synchronised: false })]);
    expect(told(alone)).toEqual([`warning clock-not-synchronised: ${sentence}`]);
  });

  it('is taken from the way that has it', () => {
    const facts = clockFacts([], [reading('sntp', 0), reading('ssh', 0, upstream(120))]);
    expect(observed(facts)).toMatchObject([{ key: 'clock:source:dhcp-b', server: 'dhcp-b' }]);
  });

  it('is no news once it is stale', () => {
    expect(told(b({ ...upstream(31_000), synchronised: false, at: NOW - 4 * INTERVAL_MS }))).toEqual([]);
  });
});

describe('our own clock', () => {
  it.each([
    [
      true,
      2000,
      "info monitor-clock-off: Pairwatch's own clock is 2.0 s (± 0.01 s) behind the clocks of dhcp-a and dhcp-b, which are synchronised and agree.",
    ],
    [
      null,
      -9000,
      "warning monitor-clock-off: Pairwatch's own clock is probably off: it is 9.0 s (± 0.01 s) ahead of the clocks of dhcp-a and dhcp-b, which agree.",
    ],
  ])('is blamed when both servers differ from it alike', (synchronised, offsetMs, words) => {
    const each = reading('sntp', offsetMs, { synchronised });
    expect(told(clockFacts([each], [each]))).toEqual([words]);
  });
});

describe('the trend', () => {
  const drifting = (perDay: number, now: number) => ({
    ...apartBy(now * 1000, 2),
    history: Array.from({ length: 48 }, (_, index) => {
      const hour = index - 48;
      return { at: NOW + hour * HOUR_MS, skewMs: (now + (perDay / 24) * hour) * 1000, uncertaintyMs: 2 };
    }),
  });

  it('is told while the limit is ahead', () => {
    const trend = (facts: ClockFacts) => observed(facts).find(({ key }) => key === 'clock:trend');
    expect(trend(drifting(8.2, 20))).toMatchObject({
      code: 'clocks-drifting',
      severity: 'warning',
      sentence:
        'The clocks of dhcp-a and dhcp-b drift by 8.2 s a day: in about 5 days they are 60 s apart, and above that the two refuse to connect.',
    });
    expect(trend(drifting(-2, 0))).toMatchObject({ severity: 'info' });
    expect(trend(drifting(1, 0))).toBeUndefined();
    expect(trend(drifting(8.2, 70))).toBeUndefined();
  });
});

describe('ways that contradict each other', () => {
  const contradictions = (facts: ClockFacts) =>
    observed(facts).flatMap(({ key, severity, sentence }) =>
      key.startsWith('clock:ways') ? [{ key, severity, sentence }] : [],
    );

  it('on one server are told', () => {
    expect(contradictions(clockFacts([], [reading('sntp', 20_000), reading('ssh', -3)]))).toEqual([
      {
        key: 'clock:ways:dhcp-b',
        severity: 'info',
        sentence:
          "The clock of dhcp-b is 20.0 s ahead of Pairwatch's by NTP, but 3 ms behind Pairwatch's by SSH.",
      },
    ]);
  });

  it('on the pair are told', () => {
    expect(contradictions(apartBy(20_000, 20, { stamps: skewBy('stos', -500, 1000) }))).toEqual([
      {
        key: 'clock:ways',
        severity: 'info',
        sentence:
          "Pairwatch measured the clock of dhcp-b 20.0 s ahead of dhcp-a's, when by the stamps of their last change of state it was 500 ms behind it.",
      },
    ]);
  });

  it.each([
    ['they agree within their uncertainties', apartBy(900, 20, { stamps: skewBy('stos', 0, 1000) })],
    ['the difference is less than matters', clockFacts([], [reading('sntp', 40), reading('ssh', 0)])],
    [
      'the clock may have drifted in between',
      clockFacts([], [reading('sntp', 55), reading('ssh', 0, { at: NOW - 2.5 * INTERVAL_MS })]),
    ],
    ['the stamps are of another time', apartBy(20_000, 20, { stamps: skewBy('stos', 0, 1000, HOUR_MS / 2) })],
    [
      'a clock was set about that time',
      apartBy(20_000, 20, {
        stamps: skewBy('stos', 0, 1000, MINUTE_MS),
        history: [{ at: NOW - 2 * MINUTE_MS, skewMs: 3, uncertaintyMs: 20 }],
      }),
    ],
  ])('are none when %s', (_, facts) => {
    expect(contradictions(facts)).toEqual([]);
  });
});

describe('what nothing can be said of', () => {
  const KEYS = [
    'clock:apart',
    'clock:trend',
    'clock:ways',
    'clock:monitor',
    'clock:synchronised:dhcp-a',
    'clock:synchronised:dhcp-b',
    'clock:source:dhcp-a',
    'clock:source:dhcp-b',
    'clock:ways:dhcp-b',
  ];
  const undecided = (facts: ClockFacts) => KEYS.filter(clockUndecided(clocksOf(facts, NOW), facts, NOW));
  const saysAll = { synchronised: true, upstreamOffsetMs: 1 };
  const stale = { at: NOW - 4 * INTERVAL_MS };

  it.each([
    ['is all while nothing is read', clockFacts(), KEYS.filter((key) => key !== 'clock:ways:dhcp-b')],
    [
      'is nothing while both tell all',
      clockFacts([reading('ssh', 0, saysAll)], [reading('ssh', 0, saysAll)]),
      [],
    ],
    [
      'is what a clock’s own server does not tell',
      apartBy(0),
      KEYS.filter((key) => key.startsWith('clock:synchronised') || key.startsWith('clock:source')),
    ],
    [
      'is the contradiction of which one side is stale',
      clockFacts([reading('ssh', 0, saysAll)], [reading('sntp', 0, stale), reading('ssh', 0, saysAll)]),
      ['clock:ways:dhcp-b'],
    ],
    [
      'is not how far from its source a clock without one is',
      clockFacts([reading('ssh', 0, saysAll)], [reading('ssh', 0, { synchronised: false })]),
      [],
    ],
  ])('%s', (_, facts, keys) => {
    expect(undecided(facts)).toEqual(keys);
  });
});

const anyReadings = fc
  .array(
    fc.record({
      offsetMs: fc.integer({ min: -100_000, max: 100_000 }),
      uncertaintyMs: fc.integer({ min: 0, max: 5000 }),
      at: fc.integer({ min: NOW - 5 * INTERVAL_MS, max: NOW }),
      synchronised: fc.constantFrom(true, false, null),
      upstreamOffsetMs: fc.option(fc.integer({ min: -40_000, max: 40_000 })),
    }),
    { maxLength: 2 },
  )
  .map((all) =>
    all.map(({ offsetMs, ...rest }, index) => reading(index === 0 ? 'sntp' : 'ssh', offsetMs, rest)),
  );
const anyFacts = fc
  .record({
    primary: anyReadings,
    secondary: anyReadings,
    stamps: fc.option(
      fc.integer({ min: 0, max: DAY_MS }).map((ageMs) => skewBy('stos', 70_000, 1000, ageMs)),
    ),
    refusals: fc.array(fc.integer({ min: 0, max: HOUR_MS }).map(refusal), { maxLength: 3 }),
  })
  .map(({ primary, secondary, ...rest }) => clockFacts(primary, secondary, rest));

test('no finding of the two clocks without a fresh skew or a refusal of late, and never one on an unproven level', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { skew } = clocksOf(facts, NOW);
      const refused = facts.refusals.some(({ at }) => NOW - at <= 2 * MINUTE_MS);
      for (const { key, severity } of observed(facts)) {
        if (['clock:apart', 'clock:trend', 'clock:ways'].includes(key))
          expect(skew !== null || refused).toBe(true);
        if (key !== 'clock:apart' || severity === 'info' || refused) continue;
        expect(Math.abs(skew?.skewMs ?? 0) - (skew?.uncertaintyMs ?? 0)).toBeGreaterThan(5000);
      }
    }),
  );
});

test('every observation is whole: its own key, plain words, evidence', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const all = observed(facts);
      expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
      for (const { key, code, sentence, nextStep, evidence } of all) {
        expect(key).toMatch(/^clock:/);
        expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
        for (const text of [sentence, nextStep, ...evidence.map((each) => each.text)]) {
          expect(text).toMatch(/^\S.*\.$/);
          expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}]/);
        }
        expect(evidence).not.toEqual([]);
      }
    }),
  );
});
