import { expect, test } from 'vitest';
import type { PairDto } from '../contracts/pair.ts';
import { pairSchema } from '../contracts/pair.ts';
import { agedFleetPair, agedPair } from './staleness.ts';
import { NOW } from './testing/pair-facts.ts';

const iso = (ms: number) => new Date(ms).toISOString();

const PAIR: PairDto = {
  name: 'office',
  title: null,
  kind: 'isc',
  peer: 'pair',
  verdict: 'healthy',
  code: 'both-normal',
  sentence: 'Both servers are in normal and answer clients since 09:48 UTC (1 h).',
  sentenceTemplate: 'Both servers are in normal and answer clients since {since}.',
  nextStep: null,
  since: iso(NOW - 3_600_000),
  checkedAt: iso(NOW),
  intervalMs: 2000,
  evidence: [{ server: 'dhcp-a', source: 'omapi', text: 'normal', observedAt: iso(NOW) }],
  link: { status: 'up', text: 'connected' },
  skew: null,
  findingCounts: { error: 0, warning: 0 },
  servers: [
    {
      name: 'dhcp-a',
      role: 'primary',
      host: '192.0.2.1',
      zone: null,
      state: 'normal',
      partnerState: 'normal',
      since: iso(NOW - 3_600_000),
      observedAt: iso(NOW),
      answering: true,
      answeringReason: 'normal',
      mcltSeconds: 1800,
      unackedUpdates: 0,
      sources: [
        {
          kind: 'omapi',
          freshness: 'fresh',
          intervalMs: 2000,
          lastAttemptAt: iso(NOW),
          lastSuccessAt: iso(NOW),
          failingSince: null,
          consecutiveFailures: 0,
          failure: null,
          roundTripMs: 0.4,
        },
      ],
    },
  ],
};

test('a pair checked within 5 intervals stays as it is, but its sources age', () => {
  expect(agedPair(PAIR, NOW + 6000)).toEqual(PAIR);
  const late = agedPair(PAIR, NOW + 10_000);
  expect(late.verdict).toBe('healthy');
  expect(late.servers[0]?.sources[0]?.freshness).toBe('late');
});

test('a pair that is believed as before is itself, and so is each of its servers', () => {
  const aged = agedPair(PAIR, NOW);
  expect(agedPair(aged, NOW)).toBe(aged);
  const later = agedPair(aged, NOW + 8_000);
  expect(later).not.toBe(aged);
  expect(later.servers.map((server, index) => server === aged.servers[index])).toContain(false);
  expect(agedPair(later, NOW + 8_000)).toBe(later);
});

test('a pair not checked for longer is unknown, says how old its data are and what it was last', () => {
  const aged = agedPair(PAIR, NOW + 40_000);
  expect(aged).toMatchObject({
    verdict: 'unknown',
    code: 'collector-silent',
    sentence:
      'Data is 40 s old: no check of this pair has arrived since 10:48 UTC (40 s). Last verdict: healthy.',
    since: iso(NOW),
    link: { status: 'unknown' },
    evidence: PAIR.evidence,
  });
  expect(aged.nextStep).toContain('collector');
  expect(aged.servers[0]).toMatchObject({
    state: 'normal',
    answering: null,
    sources: [{ freshness: 'stale' }],
  });
  expect(pairSchema.parse(aged)).toEqual(aged);
});

test('ageing an aged pair again moves its age on and keeps the last verdict', () => {
  const once = agedPair({ ...PAIR, verdict: 'degraded' }, NOW + 40_000);
  expect(agedPair(once, NOW + 100_000)).toEqual(agedPair({ ...PAIR, verdict: 'degraded' }, NOW + 100_000));
  expect(agedPair(once, NOW + 100_000).sentence).toContain('Data is 1 min old');
});

test('a pair that was never checked is unknown', () => {
  expect(agedPair({ ...PAIR, checkedAt: null }, NOW)).toMatchObject({
    verdict: 'unknown',
    code: 'not-checked-yet',
    servers: [{ answering: null }],
  });
});

test.each([0, 6000, 10_000, 12_000, 3_600_000])(
  'a pair in short tells %d ms after its check what the whole pair tells',
  (ageMs) => {
    const now = NOW + ageMs;
    const { verdict, code, sentence } = agedPair(PAIR, now);
    const { servers: _, ...short } = PAIR;
    const aged = agedFleetPair({ ...short, servers: [] }, now);
    expect(aged).toMatchObject({ verdict, code, sentence });
    // The server ages it, then the page does again: the last verdict stays the judged one.
    expect(agedFleetPair(aged, now)).toEqual(aged);
  },
);

test('a pair in short that was never checked is unknown, whatever it says', () => {
  const { verdict, code, sentence } = agedPair({ ...PAIR, checkedAt: null }, NOW);
  expect(agedFleetPair({ ...PAIR, checkedAt: null }, NOW)).toMatchObject({ verdict, code, sentence });
  expect(verdict).toBe('unknown');
});
