import { expect, it } from 'vitest';
import { isEnding } from './ending.ts';

const AT = '2026-07-21T10:42:00.000Z';
const QUIET = [{ severity: 'warning' as const, since: null }];
const HOLDS = [...QUIET, { severity: 'critical' as const, since: AT }];

it.each([
  ['fires and holds', { phase: 'firing', noDataSince: null, levels: HOLDS } as const, false],
  ['fires and holds no more', { phase: 'firing', noDataSince: null, levels: QUIET } as const, true],
  ['fires for want of data', { phase: 'firing', noDataSince: AT, levels: QUIET } as const, false],
  ['is over', { phase: 'resolved', noDataSince: null, levels: QUIET } as const, false],
])('one that %s', (_which, alert, expected) => {
  expect(isEnding(alert)).toBe(expected);
});
