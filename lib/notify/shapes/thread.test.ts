import { expect, it } from 'vitest';
import { SAMPLES, sampleOf } from '../testing/sample-messages.ts';
import { threadOf } from './thread.ts';

it('holds all messages of one incident together, and those of one alert', () => {
  const threads = SAMPLES.map((message) => [message.type, threadOf(message)]);
  expect(Object.fromEntries(threads)).toEqual({
    'incident.opened': 'pairwatch-incident-7',
    'incident.updated': 'pairwatch-incident-7',
    'incident.reopened': 'pairwatch-incident-7',
    'incident.acknowledged': 'pairwatch-incident-7',
    'incident.resolved': 'pairwatch-incident-7',
    'alert.firing': 'pairwatch-alert-office|pool-use-high||10.20.0.0/22 floor-2|',
    'alert.updated': 'pairwatch-alert-office|pool-use-high||10.20.0.0/22 floor-2|',
    'alert.resolved': 'pairwatch-alert-office|pool-use-high||10.20.0.0/22 floor-2|',
    'pair.verdict_changed': 'pairwatch-verdict-office',
    'report.ready': 'pairwatch-reports-week-office',
    test: 'pairwatch-test',
  });
});

it('tells the same alert of two pairs apart, since a fingerprint is one of its pair', () => {
  const firing = sampleOf('alert.firing');
  const elsewhere = { ...firing, data: { ...firing.data, pair: 'plant' } };
  expect(threadOf(elsewhere)).not.toBe(threadOf(firing));
});

it('stands for a name that is too long or not visible by a digest, another one for each', () => {
  const named = (pair: string) => {
    const changed = sampleOf('pair.verdict_changed');
    return threadOf({ ...changed, data: { ...changed.data, pair } });
  };
  const threads = [named('x'.repeat(300)), named('x'.repeat(301)), named('a\nb'), named('a\u202eb')];
  for (const thread of threads) expect(thread).toMatch(/^pairwatch-[0-9a-f]{16}$/);
  expect(new Set(threads).size).toBe(threads.length);
});
