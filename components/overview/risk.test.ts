import { expect, it } from 'vitest';
import { pair, server } from '../testing/pair.ts';
import { byRisk, countByVerdict, inOrder, matching } from './risk.ts';

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

it('orders by name as people count, by the title where there is one', () => {
  const pairs = ['site 10', 'site 9', 'Site 1'].map((title, index) => pair({ name: `p${index}`, title }));
  expect(inOrder(pairs, 'name').map(({ title }) => title)).toEqual(['Site 1', 'site 9', 'site 10']);
  expect(inOrder(PAIRS, 'risk')).toEqual(byRisk(PAIRS));
});

it('finds pairs by each word of what is typed, whatever it is part of', () => {
  const pairs = [
    pair({ name: 'berlin', title: 'Head office', servers: [server({ name: 'dns1', host: '10.1.0.11' })] }),
    pair({ name: 'paris', verdict: 'down', servers: [server({ name: 'dns1', host: '10.2.0.11' })] }),
  ];
  const found = (text: string) => matching(pairs, text).map(({ name }) => name);
  expect(found('HEAD')).toEqual(['berlin']);
  expect(found('dns1 down')).toEqual(['paris']);
  expect(found('10.1.')).toEqual(['berlin']);
  expect(found('  ')).toEqual(['berlin', 'paris']);
  expect(found('berlin down')).toEqual([]);
});
