import { expect, it } from 'vitest';
import { utcMinute } from './utc-minute.ts';

it('tells the date and the minute that runs, in UTC', () => {
  expect(utcMinute(Date.UTC(2026, 10, 22, 0, 52, 59, 999))).toBe('2026-11-22 00:52 UTC');
});
