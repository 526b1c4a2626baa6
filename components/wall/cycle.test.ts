import { describe, expect, it } from 'vitest';
import { VERDICTS_BY_RISK, type Verdict } from '../../lib/contracts/verdict.ts';
import { everyMsOf, nextShowing, type Showing, step } from './cycle.ts';

const EVERY = 15_000;

function ranked(verdicts: Record<string, Verdict>) {
  return Object.entries(verdicts)
    .map(([name, verdict]) => ({ name, verdict }))
    .toSorted((a, b) => VERDICTS_BY_RISK.indexOf(a.verdict) - VERDICTS_BY_RISK.indexOf(b.verdict));
}

/** What is in sight at each second of a story, as spans: "a 0-29". */
function story(at: (second: number) => Record<string, Verdict>, seconds: number): string[] {
  let showing: Showing | null = null;
  const spans: { name: string; from: number; to: number }[] = [];
  for (let second = 0; second < seconds; second += 1) {
    showing = nextShowing(showing, ranked(at(second)), second * 1000, EVERY);
    const last = spans.at(-1);
    if (last && last.name === showing?.name && showing.sinceMs <= last.from * 1000) last.to = second;
    else spans.push({ name: showing?.name ?? 'none', from: second, to: second });
  }
  return spans.map(({ name, from, to }) => `${name} ${from}-${to}`);
}

describe('what a wall shows', () => {
  it('goes around, the worst first and longer', () => {
    expect(story(() => ({ a: 'healthy', b: 'degraded', c: 'healthy' }), 90)).toEqual([
      'b 0-29',
      'a 30-44',
      'c 45-59',
      'b 60-89',
    ]);
  });

  it('goes at once to a pair that turns worse than the one in sight, once', () => {
    const seen = story((second) => ({ a: 'healthy', b: second < 5 ? 'healthy' : 'down' }), 60);
    expect(seen).toEqual(['a 0-4', 'b 5-34', 'a 35-49', 'b 50-59']);
  });

  it('stays where a pair gets better elsewhere', () => {
    expect(story((second) => ({ a: 'degraded', b: second < 5 ? 'degraded' : 'healthy' }), 40)).toEqual([
      'a 0-29',
      'b 30-39',
    ]);
  });

  it('goes on without a pair that is watched no more', () => {
    expect(story((second) => (second < 5 ? { a: 'degraded', b: 'healthy' } : { b: 'healthy' }), 10)).toEqual([
      'a 0-4',
      'b 5-9',
    ]);
  });

  it('shows a single pair for ever, and no pair as such', () => {
    expect(story(() => ({ a: 'healthy' }), 40).map((span) => span[0])).toEqual(['a', 'a', 'a']);
    expect(nextShowing(null, [], 0, EVERY)).toBeNull();
  });

  it('is the same as before while nothing changes', () => {
    const pairs = ranked({ a: 'healthy', b: 'healthy' });
    const first = nextShowing(null, pairs, 0, EVERY);
    expect(nextShowing(first, pairs, 1000, EVERY)).toBe(first);
  });

  it('steps by hand around both ends', () => {
    const pairs = ranked({ a: 'healthy', b: 'healthy', c: 'healthy' });
    const first: Showing = { name: 'a', sinceMs: 0, seen: new Map() };
    expect(step(first, pairs, 5, -1)).toMatchObject({ name: 'c', sinceMs: 5 });
    expect(step({ ...first, name: 'c' }, pairs, 5, 1).name).toBe('a');
  });
});

it.each([
  [null, 15_000],
  ['30', 30_000],
  ['0', 15_000],
  ['99999', 15_000],
  ['soon', 15_000],
])('takes every=%s for %i ms', (text, ms) => {
  expect(everyMsOf(text)).toBe(ms);
});
