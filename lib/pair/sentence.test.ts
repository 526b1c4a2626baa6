import { expect, test } from 'vitest';
import { fillSince, formatDuration, withoutSince } from './sentence.ts';

test.each([
  [-5, '0 s'],
  [999, '0 s'],
  [31_999, '31 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [273_600_000, '3 d 4 h'],
])('%s ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

const at = Date.parse;

test.each([
  ['2026-11-21T10:42:00Z', '2026-11-21T10:48:30Z', 'UTC', '10:42 UTC (6 min)'],
  ['2026-11-21T10:42:00Z', '2026-11-21T10:48:30Z', 'Europe/Berlin', '11:42 (6 min)'],
  ['2026-11-20T10:42:00Z', '2026-11-21T10:42:00Z', 'UTC', '20 Nov 10:42 UTC (1 d)'],
  ['2025-12-31T23:59:00Z', '2026-01-01T00:00:00Z', 'UTC', '31 Dec 2025 23:59 UTC (1 min)'],
  // 23:30 UTC is past midnight in Berlin, so it is today there.
  ['2026-11-20T23:30:00Z', '2026-11-21T10:30:00Z', 'Europe/Berlin', '00:30 (11 h)'],
  ['2026-11-21T00:05:00Z', '2026-11-21T00:05:02Z', 'UTC', '00:05 UTC (2 s)'],
])('since %s, seen at %s in %s, reads %s', (since, now, zone, text) => {
  expect(fillSince('alone since {since}.', at(since), at(now), zone)).toBe(`alone since ${text}.`);
});

test('the reader’s own zone is not named', () => {
  const text = fillSince('{since}', at('2026-11-21T10:42:00Z'), at('2026-11-21T10:48:00Z'), 'local');
  expect(text).toMatch(/^\d\d:42 \(6 min\)$/);
});

test('fills the age and a coming time, and leaves everything else alone', () => {
  const now = at('2026-11-21T10:48:00Z');
  const until = at('2026-11-21T11:20:00Z');
  expect(fillSince(`{age} old, until {until:${until}}, {other}`, now - 40_000, now, 'UTC')).toBe(
    '40 s old, until 11:20 UTC (32 min left), {other}',
  );
  expect(fillSince(`{until:${now}}`, now, now, 'UTC')).toBe('10:48 UTC (any moment now)');
});

test('what is told at its begin leaves its begin out', () => {
  const template =
    'dhcp-b answers alone, in partner-down since {since}. It ends about {until:1795261200000}.';
  const now = at('2026-11-21T11:10:00Z');
  expect(withoutSince(template, now)).toBe(
    'dhcp-b answers alone, in partner-down. It ends about 11:40 UTC (30 min left).',
  );
});
