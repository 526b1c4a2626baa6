import { describe, expect, it } from 'vitest';
import { formatDay, formatExact, formatSeconds } from './format.ts';

const AT = Date.UTC(2026, 6, 21, 22, 42, 3, 7);
const HOUR_MS = 3_600_000;

describe('times for a reader', () => {
  it('are printed in the zone asked for', () => {
    expect(formatSeconds(AT, 'UTC')).toBe('22:42:03');
    expect(formatSeconds(AT, 'Asia/Kolkata')).toBe('04:12:03');
  });

  it('show midnight as 00, never 24', () => {
    expect(formatSeconds(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00:00');
  });

  it('are exact to the millisecond and name their zone', () => {
    expect(formatExact(AT, 'UTC')).toBe('2026-07-21 22:42:03.007 UTC');
    expect(formatExact(AT, 'Asia/Kolkata')).toBe('2026-07-22 04:12:03.007 Asia/Kolkata');
  });

  it('belong to the day they have in that zone', () => {
    expect(formatDay(AT, AT + HOUR_MS, 'UTC')).toBe('Today');
    expect(formatDay(AT, AT + 2 * HOUR_MS, 'UTC')).toBe('2026-07-21');
    expect(formatDay(AT, AT + 2 * HOUR_MS, 'Asia/Kolkata')).toBe('Today');
  });
});
