import { expect, it } from 'vitest';
import { isoOfWallTime, wallTime } from './wall-time.ts';

it('goes by the clocks of the zone, both ways', () => {
  const at = Date.UTC(2026, 6, 21, 22, 30);
  expect(wallTime(at, 'Europe/Berlin')).toBe('2026-07-22T00:30');
  expect(isoOfWallTime('2026-07-22T00:30', 'Europe/Berlin')).toBe('2026-07-21T22:30:00.000Z');
  expect(isoOfWallTime(wallTime(at, 'UTC'), 'UTC')).toBe('2026-07-21T22:30:00.000Z');
});

it('takes the earlier of two times that clocks show twice', () => {
  expect(isoOfWallTime('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

it('leaves what is no time for the API to judge', () => {
  expect(isoOfWallTime('', 'UTC')).toBe('');
});
