import { expect, it } from 'vitest';
import type { AlertDto } from '../../lib/contracts/alert.ts';
import { pendingWords } from './pending-words.ts';

const START = Date.parse('2026-07-21T10:42:00Z');
const SINCE = '2026-07-21T10:42:00.000Z';
const LEVELS = [
  { severity: 'warning' as const, forMs: 30_000, limits: {} },
  { severity: 'critical' as const, forMs: 300_000, limits: {} },
];
const ALERT: Pick<AlertDto, 'levels' | 'startedAt'> = {
  startedAt: SINCE,
  levels: [
    { severity: 'warning', since: SINCE },
    { severity: 'critical', since: SINCE },
  ],
};

it('tells the level that comes first', () => {
  expect(pendingWords(ALERT, LEVELS, START + 12_000)).toBe(
    'Has held for 12 s of 30 s, then it fires (warning).',
  );
});

it('passes over a level whose condition does not hold', () => {
  const critical = { ...ALERT, levels: [{ severity: 'critical' as const, since: SINCE }] };
  expect(pendingWords(critical, LEVELS, START + 60_000)).toBe(
    'Has held for 1 min of 5 min, then it fires (critical).',
  );
});

it('never says more than the whole', () => {
  expect(pendingWords(ALERT, LEVELS, START + 45_000)).toContain('30 s of 30 s');
});

it('tells how long alone while the rule is not known', () => {
  expect(pendingWords(ALERT, null, START + 12_000)).toBe('Has held for 12 s.');
});
