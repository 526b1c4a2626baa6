import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ClockReading } from './clocks/facts.ts';
import { type CountdownFacts, countdownsOf, type SyncFact } from './countdown.ts';
import { fillSince } from './sentence.ts';
import { MINUTE_MS, NOW, pairFacts, SECOND_MS, UNREAD } from './testing/pair-facts.ts';

const MCLT_MS = 1800 * SECOND_MS;

type Spoiled = Partial<Pick<CountdownFacts, 'syncs' | 'clocks'>>;

function returning(
  state: 'recover' | 'recover-wait' | 'recover-done',
  forMs: number,
  spoiled: Spoiled = {},
): CountdownFacts {
  const pair = pairFacts(
    { state: 'partner-down', partner: state, forMs: 2 * 60 * MINUTE_MS },
    { state, partner: 'partner-down', forMs },
  );
  return { pair, clocks: null, syncs: [], ...spoiled };
}

function clockOf(name: string, offsetMs: number, uncertaintyMs = 10): NonNullable<CountdownFacts['clocks']> {
  const best: ClockReading = {
    method: 'sntp',
    at: NOW,
    offsetMs,
    uncertaintyMs,
    delayMs: 1,
    synchronised: true,
    upstream: null,
    upstreamOffsetMs: null,
  };
  return {
    servers: [
      { name: 'other', best: null, ways: [] },
      { name, best, ways: [best] },
    ],
  };
}

function countdown(server: string, facts: CountdownFacts) {
  return countdownsOf(facts, NOW).find((each) => each.server === server);
}

function sync(code: SyncFact['code'], agoMs: number, server = 'dhcp-b'): SyncFact {
  return { server, at: NOW - agoMs, code };
}

describe('recover-wait', () => {
  it('ends an MCLT after the stamp of recover', () => {
    expect(countdown('dhcp-b', returning('recover-wait', 10 * MINUTE_MS))).toMatchObject({
      kind: 'recover-wait',
      endsAt: NOW - 10 * MINUTE_MS + MCLT_MS,
      uncertaintyMs: null,
      isEarliest: false,
      sentenceTemplate: expect.stringContaining(`{until:${NOW + 20 * MINUTE_MS}}`),
    });
  });

  it('ends by our clock, where the offset of the server’s clock is known', () => {
    const clocks = clockOf('dhcp-b', 90 * SECOND_MS, 250);
    expect(countdown('dhcp-b', returning('recover-wait', 10 * MINUTE_MS, { clocks }))).toMatchObject({
      endsAt: NOW + 20 * MINUTE_MS - 90 * SECOND_MS,
      uncertaintyMs: 1250,
    });
  });
});

describe('recover', () => {
  const begun = sync('full-update-requested', 4 * MINUTE_MS);

  it.each([
    ['nothing', [], null],
    ['a request', [begun], { startedAt: begun.at, completedAt: null }],
    [
      'a request and its end',
      [begun, sync('update-completed', MINUTE_MS)],
      { startedAt: begun.at, completedAt: NOW - MINUTE_MS },
    ],
    [
      'the end in its partner’s log alone',
      [begun, sync('update-done-sent', MINUTE_MS, 'dhcp-a')],
      { startedAt: begun.at, completedAt: NOW - MINUTE_MS },
    ],
    [
      'a request after the end of another',
      [sync('update-requested', 3 * MINUTE_MS), begun, sync('update-completed', 3.5 * MINUTE_MS)],
      { startedAt: NOW - 3 * MINUTE_MS, completedAt: null },
    ],
    ['requests of an earlier recovery', [sync('full-update-requested', 60 * MINUTE_MS)], null],
    ['a request of its partner', [sync('full-update-requested', MINUTE_MS, 'dhcp-a')], null],
  ])('whose log has %s', (_, syncs, expected) => {
    const found = countdown('dhcp-b', returning('recover', 5 * MINUTE_MS, { syncs }));
    expect(found?.sync).toEqual(expected);
    expect(found).toMatchObject({ kind: 'recover', isEarliest: true, endsAt: NOW + 25 * MINUTE_MS });
  });

  it('has no time to wait for beside a partner that recovers too', () => {
    const pair = pairFacts(
      { state: 'recover', partner: 'recover' },
      { state: 'recover', partner: 'recover' },
    );
    const found = countdownsOf({ pair, clocks: null, syncs: [] }, NOW);
    expect(found.map((each) => [each.kind, each.endsAt])).toEqual([
      ['recover', null],
      ['recover', null],
    ]);
  });
});

describe('partner-down', () => {
  it('takes over an MCLT after its stamp, at the earliest', () => {
    const pair = pairFacts({ state: 'partner-down', forMs: MINUTE_MS }, UNREAD);
    expect(countdownsOf({ pair, clocks: null, syncs: [] }, NOW)).toMatchObject([
      { server: 'dhcp-a', kind: 'take-over', endsAt: NOW + 29 * MINUTE_MS, isEarliest: true },
    ]);
  });

  it('has taken over after that', () => {
    const pair = pairFacts({ state: 'partner-down', forMs: MCLT_MS }, UNREAD);
    const [found] = countdownsOf({ pair, clocks: null, syncs: [] }, NOW);
    expect(found).toMatchObject({
      endsAt: NOW,
      sentenceTemplate: expect.stringContaining('may give out addresses of dhcp-b'),
    });
  });
});

describe('nothing is counted down', () => {
  it.each([
    ['in normal', pairFacts()],
    ['without a word', pairFacts(UNREAD, UNREAD)],
    ['while apart', pairFacts({ state: 'communications-interrupted' }, UNREAD)],
  ])('%s', (_, pair) => {
    expect(countdownsOf({ pair, clocks: null, syncs: [] }, NOW)).toEqual([]);
  });

  it('to a time, without MCLT or stamp', () => {
    const ends = (view: object) =>
      countdownsOf(
        { pair: pairFacts({ state: 'partner-down', view }, { view: null }), clocks: null, syncs: [] },
        NOW,
      ).map((each) => each.endsAt);
    expect(ends({ mcltSeconds: 0 })).toEqual([null]);
    expect(ends({ localStosAt: null })).toEqual([null]);
  });
});

const seconds = fc.integer({ min: 0, max: 100_000 });
const states = fc.constantFrom('recover', 'recover-wait', 'partner-down');

test('whatever its clock says, the same entry ends at the same time by ours', () => {
  const offset = fc.integer({ min: -20_000_000, max: 20_000_000 }).map((halves) => halves / 2);
  fc.assert(
    fc.property(states, seconds, seconds, offset, (state, agoSeconds, mcltSeconds, offsetMs) => {
      fc.pre(mcltSeconds > 0);
      const enteredAt = NOW - agoSeconds * 1000;
      const view = { mcltSeconds, localStosAt: enteredAt + offsetMs };
      const pair = pairFacts({ state, partner: 'normal', view }, { view: null });
      const [found] = countdownsOf({ pair, clocks: clockOf('dhcp-a', offsetMs), syncs: [] }, NOW);
      expect(found?.endsAt).toBe(enteredAt + mcltSeconds * 1000);
      expect(found?.sentenceTemplate).not.toMatch(/until:[^}]*[^\d}]/);
    }),
  );
});

test('an end does not move while time passes, and every sentence is whole', () => {
  fc.assert(
    fc.property(states, seconds, fc.integer({ min: 0, max: 1500 }), (state, agoSeconds, laterMs) => {
      const pair = pairFacts({ state, partner: 'normal', forMs: agoSeconds * 1000 }, UNREAD);
      const facts = { pair, clocks: null, syncs: [] };
      const [[now], [later]] = [countdownsOf(facts, NOW), countdownsOf(facts, NOW + laterMs)];
      expect(later?.endsAt).toBe(now?.endsAt);
      const sentence = fillSince(now?.sentenceTemplate ?? '', NOW, NOW, 'UTC');
      expect(sentence).toMatch(/^dhcp-a [^{}]+\.$/);
    }),
  );
});
