import { expect, it } from 'vitest';
import type { ShareEndDto } from '../../../lib/contracts/truth.ts';
import { shortEnd } from './short-end.ts';

const NOW = Date.UTC(2026, 6, 21, 10, 0, 0);
const until = (hours: number): ShareEndDto => ({
  kind: 'until',
  at: NOW + hours * 3_600_000,
  low: NOW,
  high: null,
});

it.each([
  [until(31), '31 hours'],
  [until(-1), 'any moment'],
  [{ kind: 'beyond', days: 28, low: null }, '> 28 days'],
  [{ kind: 'empty' }, 'none left'],
  [{ kind: 'unknown', why: 'not counted yet' }, 'not known'],
] as const)('tells %j shortly', (end, text) => {
  expect(shortEnd(end, NOW)).toBe(text);
});
