import { expect, it } from 'vitest';
import { scopesOf } from './silence-scopes.ts';

const ALERT = {
  pair: 'office',
  rule: 'pool-full',
  title: 'Pool full',
  subject: { server: null, pool: 'lan:10.66.1.10', detail: null },
};
const ANY = { rule: null, server: null, pool: null };

it('goes from this very alert to all of its pair', () => {
  expect(scopesOf(ALERT)).toEqual([
    {
      ...ANY,
      words: '“Pool full” of the pool lan:10.66.1.10, office',
      pair: 'office',
      rule: 'pool-full',
      pool: 'lan:10.66.1.10',
    },
    { ...ANY, words: '“Pool full” of office', pair: 'office', rule: 'pool-full' },
    {
      ...ANY,
      words: 'everything about the pool lan:10.66.1.10, office',
      pair: 'office',
      pool: 'lan:10.66.1.10',
    },
    { ...ANY, words: 'everything about office', pair: 'office' },
  ]);
});

it('names no server and no pool of an alert about the pair as a whole', () => {
  const subject = { server: null, pool: null, detail: null };
  expect(scopesOf({ ...ALERT, subject }).map(({ words }) => words)).toEqual([
    '“Pool full” of office',
    'everything about office',
  ]);
});

it('silences no more than a rule where no pair is meant: all there is would be a maintenance window', () => {
  const own = { ...ALERT, pair: null, rule: 'monitor-blind', title: 'Monitor blind' };
  const scopes = scopesOf({ ...own, subject: { server: null, pool: null, detail: 'ops' } });
  expect(scopes).toEqual([
    { ...ANY, words: '“Monitor blind” of Pairwatch itself', pair: null, rule: 'monitor-blind' },
  ]);
});
