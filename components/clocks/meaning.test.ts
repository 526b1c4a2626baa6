import { expect, it } from 'vitest';
import { meaningOf } from './meaning.ts';
import { standingOf } from './ways.ts';

const apart = (atLeast: 'together' | 'warning' | 'critical' | 'refusing', atMost = atLeast) => ({
  atLeast,
  atMost,
});

it('says of a connected pair beyond the limit that it could not form again', () => {
  expect(meaningOf(apart('refusing'), 'up')).toMatch(/a healthy pair that could not re-form/);
  expect(meaningOf(apart('refusing'), 'down')).toMatch(/refuse to connect/);
});

it('never calls unknown clocks, or a limit within the uncertainty, well', () => {
  expect(meaningOf(null, 'up')).toMatch(/nobody can say/);
  expect(meaningOf(apart('together', 'refusing'), 'up')).toMatch(/can’t be said/);
});

it('tells how near the limit is', () => {
  expect(meaningOf(apart('together'), 'up')).toBe(
    'A link that breaks can form again: that takes clocks within 60 s.',
  );
  expect(meaningOf(apart('warning'), 'up')).toMatch(/time keeping/);
  expect(meaningOf(apart('critical'), 'up')).toMatch(/today/);
});

it('tells which way counts and why the others do not', () => {
  const way = (method: 'sntp' | 'ssh' | 'arrival', measuredAt = '2026-01-01T00:00:00.000Z') =>
    ({ method, measuredAt, skewMs: 0, uncertaintyMs: 1 }) as const;
  expect(standingOf(way('ssh'), way('ssh'))).toMatch(/^counts/);
  expect(standingOf(way('arrival'), way('ssh'))).toBe('not used: SSH is more exact');
  expect(standingOf(way('sntp'), way('ssh'))).toBe('not used: too old to tell of now');
  expect(standingOf(way('sntp'), null)).toMatch(/too old/);
});
