import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type BacklogFacts,
  backlogObservations,
  backlogTrend,
  backlogUndecided,
  type ServerBacklog,
} from './backlog.ts';
import { findingsOf, lasting, NOTHING_LASTS } from './lasting.ts';
import { backlogFacts, serverBacklog } from './testing/backlogs.ts';
import { HOUR_MS, MINUTE_MS, NOW, pairFacts, SECOND_MS, UNREAD } from './testing/pair-facts.ts';

const APART = pairFacts(
  { state: 'communications-interrupted', forMs: HOUR_MS },
  { state: 'communications-interrupted', forMs: HOUR_MS },
);
const JUST_MET = (forMs: number) => pairFacts({ forMs }, { forMs });

const WAITS_LONG = { under10s: 2, under10min: 3, older: 0 };
const WAITS_TOO_LONG = { under10s: 2, under10min: 3, older: 4 };

/** Counts read every ten seconds, the last of them at `NOW`. */
function counts(...each: number[]): ServerBacklog['history'] {
  return each.map((count, index) => ({ at: NOW - (each.length - 1 - index) * 10 * SECOND_MS, count }));
}

const observed = (facts: BacklogFacts) => backlogObservations(facts, NOW);

describe('updates that wait while the servers are connected', () => {
  it.each([
    ['none at all', {}, []],
    ['some for a moment', { under10s: 300, under1min: 50 }, []],
    [
      'some for more than a minute',
      WAITS_LONG,
      [['updates-not-acknowledged', 'warning', '3 leases of dhcp-a']],
    ],
    ['some for more than ten', WAITS_TOO_LONG, [['updates-not-acknowledged', 'error', '4 leases of dhcp-a']]],
  ])('%s', (_, ages, expected) => {
    const found = observed(backlogFacts({ primary: serverBacklog(ages) }));
    expect(found).toMatchObject(
      expected.map(([code, severity, said]) => ({
        code,
        severity,
        server: 'dhcp-a',
        sentence: expect.stringContaining(`${said}`),
      })),
    );
  });

  it.each([
    [30 * SECOND_MS, []],
    [2 * MINUTE_MS, ['warning']],
    [11 * MINUTE_MS, ['error']],
  ])('that gathered before the two met %i ms ago have their time from then on', (forMs, severities) => {
    const facts = backlogFacts({ pair: JUST_MET(forMs), secondary: serverBacklog(WAITS_TOO_LONG) });
    expect(observed(facts).map((each) => each.severity)).toEqual(severities);
  });

  it('are no matter while they get less after the two met', () => {
    const history = counts(900, 800, 700, 600, 500, 400, 300, 9);
    const draining = (forMs: number) =>
      backlogFacts({ pair: JUST_MET(forMs), primary: serverBacklog(WAITS_TOO_LONG, { history }) });
    expect(observed(draining(5 * MINUTE_MS))).toEqual([]);
    expect(observed(draining(11 * MINUTE_MS))).toMatchObject([{ severity: 'error' }]);
  });

  it('are told as growing when there are ever more', () => {
    const history = counts(3, 9, 5, 12, 20, 18, 30, 40);
    const facts = backlogFacts({ secondary: serverBacklog({ under10s: 40 }, { history }) });
    expect(observed(facts)).toMatchObject([
      {
        code: 'backlog-growing',
        server: 'dhcp-b',
        sentence: expect.stringContaining('3 were waiting, now 40 are'),
      },
    ]);
  });

  it('are told as at the limit after half a minute, when the partner’s limit is known', () => {
    const facts = (unackedUpdates: number, unackedLimit: number | null) =>
      backlogFacts({
        pair: pairFacts({ view: { unackedUpdates } }),
        primary: serverBacklog({}, { unackedLimit }),
      });
    const toldAfter = (ms: number, each: BacklogFacts) => {
      const begun = lasting(observed(each), NOTHING_LASTS, NOW - ms);
      return findingsOf(lasting(observed(each), begun, NOW)).map(({ code }) => code);
    };
    expect(toldAfter(29 * SECOND_MS, facts(10, 10))).toEqual([]);
    expect(toldAfter(30 * SECOND_MS, facts(10, 10))).toEqual(['unacked-updates-at-limit']);
    expect(toldAfter(HOUR_MS, facts(9, 10))).toEqual([]);
    expect(toldAfter(HOUR_MS, facts(10, null))).toEqual([]);
  });

  it('are not told from a lease file that was not read of late', () => {
    const stale = serverBacklog(WAITS_TOO_LONG, { at: NOW - MINUTE_MS });
    const facts = backlogFacts({ primary: stale });
    expect(observed(facts)).toEqual([]);
    expect(backlogUndecided(facts, NOW)('backlog:unacknowledged:primary')).toBe(true);
    expect(backlogUndecided(facts, NOW)('backlog:unacknowledged:secondary')).toBe(false);
    expect(backlogUndecided(facts, NOW)('backlog:at-limit:primary')).toBe(false);
  });
});

describe('updates that wait while the servers are apart', () => {
  it('are natural: their figure is told and nothing else', () => {
    const facts = backlogFacts({ pair: APART, primary: serverBacklog(WAITS_TOO_LONG) });
    expect(observed(facts)).toMatchObject([
      { code: 'backlog-while-apart', severity: 'info', sentence: expect.stringContaining('9 leases') },
    ]);
    expect(backlogUndecided(facts, NOW)('backlog:unacknowledged:primary')).toBe(false);
  });

  it('can not be judged when nobody knows whether they are', () => {
    const facts = backlogFacts({
      pair: pairFacts(UNREAD, UNREAD),
      primary: serverBacklog(WAITS_TOO_LONG),
    });
    expect(observed(facts)).toEqual([]);
    expect(backlogUndecided(facts, NOW)('backlog:unacknowledged:primary')).toBe(true);
  });
});

test('a count of which every reading is above the one before grows, and the other way round it falls', () => {
  const rises = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 12, maxLength: 30 });
  fc.assert(
    fc.property(rises, (steps) => {
      let count = 0;
      const rising = steps.map((step) => {
        count += step;
        return count;
      });
      expect(backlogTrend(counts(...rising))).toBe('growing');
      expect(backlogTrend(counts(...rising.toReversed()))).toBe('falling');
      expect(backlogTrend(counts(...rising.slice(0, 6)))).toBe('steady'); // too short to tell
    }),
  );
});

test('a count that goes up and down does neither', () => {
  expect(backlogTrend(counts(0, 90, 0, 80, 100, 0, 120, 100, 3))).toBe('steady');
  expect(backlogTrend([])).toBe('steady');
});
