import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const HOUR_MS = 3_600_000;
const texts = (from: number, hours: number, zone = 'UTC', most = 6) =>
  timeTicks({ from, to: from + hours * HOUR_MS }, zone, most).map(({ text }) => text);
const from = Date.UTC(2025, 10, 21, 10, 42);

it('has round times of the zone, and the day where one begins', () => {
  expect(texts(from, 24)).toEqual(['12:00', '18:00', '22 Nov', '06:00']);
  expect(texts(from, 24, 'Asia/Kathmandu')).toEqual(['18:00', '22 Nov', '06:00', '12:00']);
  expect(texts(from, 0.05)).toEqual(
    ['10:42:00', '10:42:30', '10:43:00', '10:43:30', '10:44:00', '10:44:30', '10:45:00'].slice(0, 7),
  );
});

it('goes by days and by weeks, which begin on Mondays', () => {
  expect(texts(from, 24 * 4)).toEqual(['22 Nov', '23 Nov', '24 Nov', '25 Nov']);
  expect(texts(from, 24 * 30)).toEqual(['24 Nov', '1 Dec', '8 Dec', '15 Dec']);
});

it('keeps to wall time over a change of the clocks', () => {
  const ticks = timeTicks(
    { from: Date.UTC(2025, 9, 25, 22), to: Date.UTC(2025, 9, 26, 22) },
    'Europe/Berlin',
    5,
  );
  expect(ticks.map(({ text }) => text)).toEqual(['26 Oct', '06:00', '12:00', '18:00']);
  expect((ticks[1]?.at ?? 0) - (ticks[0]?.at ?? 0)).toBe(7 * HOUR_MS);
});
