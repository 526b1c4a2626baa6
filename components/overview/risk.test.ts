import { expect, it } from 'vitest';
import { pair } from '../testing/pair.ts';
import { byRisk, countByVerdict } from './risk.ts';

const PAIRS = [
  pair({ name: 'a', verdict: 'healthy' }),
  pair({ name: 'b', verdict: 'degraded' }),
  pair({ name: 'c', verdict: 'unknown' }),
  pair({ name: 'd', verdict: 'recovering' }),
  pair({ name: 'e', verdict: 'degraded' }),
  pair({ name: 'f', verdict: 'down' }),
  pair({ name: 'g', verdict: 'dangerous' }),
];

it('puts the pair that needs a person first, and what may hide anything before what is known', () => {
  expect(byRisk(PAIRS).map(({ name }) => name)).toEqual(['f', 'g', 'c', 'b', 'e', 'd', 'a']);
  expect(PAIRS.map(({ name }) => name).join('')).toBe('abcdefg');
});

it('counts the verdicts that somebody has', () => {
  expect(countByVerdict(PAIRS.slice(0, 2))).toEqual([
    { verdict: 'degraded', count: 1 },
    { verdict: 'healthy', count: 1 },
  ]);
});
