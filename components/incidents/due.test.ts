import { expect, it } from 'vitest';
import { dueDay, dueTime } from './due.ts';

it('is the end of the day by the clocks of the zone', () => {
  expect(dueTime('2026-12-01', null, 'UTC')).toBe('2026-12-01T23:59:00.000Z');
  expect(dueTime('2026-12-01', null, 'Europe/Berlin')).toBe('2026-12-01T22:59:00.000Z');
  expect(dueDay('2026-12-01T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-12-02');
});

it('stays the time it was where the day does', () => {
  const before = '2026-12-01T09:15:00.000Z';
  expect(dueTime('2026-12-01', before, 'UTC')).toBe(before);
  expect(dueTime('2026-12-02', before, 'UTC')).toBe('2026-12-02T23:59:00.000Z');
});

it('is none where no day is chosen', () => {
  expect(dueTime('', '2026-12-01T09:15:00.000Z', 'UTC')).toBeNull();
  expect(dueDay(null, 'UTC')).toBe('');
});
