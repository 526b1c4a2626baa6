import { describe, expect, test } from 'vitest';
import type { ServerPoolHours } from '../../store/pool-hours.ts';
import { hoursToLearnFrom, learnUsualEndings, usualAt } from './usual-endings.ts';

const HOUR_MS = 3_600_000;
const WEEK = 168;
const DAY = 24;
/** Ten minutes into its hour; hours are counted from that one's begin. */
const HOUR = Date.parse('2026-11-21T10:00:00Z');
const NOW = HOUR + 10 * 60_000;
const at = (hours: number) => HOUR + hours * HOUR_MS;

const POOL = 7;
const KEYS = new Map([[POOL, 'lan']]);

/** A server that read its file in the hours from `since` on, but for some, and told of endings in some. */
function told(
  since: number,
  counts: Record<number, number>,
  unread: number[] = [],
  serverId = 1,
): ServerPoolHours {
  const hours = Object.entries(counts).map(([hour, count]) => ({ hour: at(Number(hour)), count }));
  const watched = [...hoursToLearnFrom(NOW)].filter(
    (hour) => hour >= at(since) && !unread.map(at).includes(hour),
  );
  return { serverId, watched: new Set(watched), pools: new Map([[POOL, { since: at(since), hours }]]) };
}

const usual = (hour: number, ...servers: ServerPoolHours[]) =>
  learnUsualEndings(servers, KEYS, NOW).get('lan')?.get(at(hour)) ?? null;

const weeks = (...counts: number[]) =>
  Object.fromEntries(counts.map((count, week) => [-(week + 1) * WEEK, count]));
const days = (...counts: number[]) =>
  Object.fromEntries(counts.map((count, day) => [-(day + 1) * DAY, count]));

describe('what is usual in an hour', () => {
  test('is the middle of the same hour in the last four weeks, an hour without any among them', () => {
    expect(usual(0, told(-5 * WEEK, weeks(10, 900, 20)))).toBe(15);
  });

  test('is the middle of the last seven days while fewer than three weeks were watched', () => {
    expect(usual(0, told(-2 * WEEK - 3, { ...weeks(500, 500), ...days(1, 2, 3, 40, 5, 6) }))).toBe(5);
  });

  test('is not known by fewer than three hours', () => {
    const counts = days(5, 5, 5);
    expect(usual(0, told(-2 * DAY - 1, counts))).toBeNull();
    expect(usual(0, told(-3 * DAY - 1, counts))).toBe(5);
  });

  test('leaves out hours that were read in part, as those beside one that was not', () => {
    const counts = weeks(10, 20, 30, 90);
    expect(usual(0, told(-5 * WEEK, counts, [-WEEK + 1]))).toBe(30);
    expect(usual(0, told(-5 * WEEK, counts, [-4 * WEEK - 1]))).toBe(20);
  });

  test('takes each hour from the server that told of more', () => {
    const one = told(-5 * WEEK, weeks(10, 3, 20, 4));
    const other = told(-5 * WEEK, weeks(1, 12, 2, 14), [], 2);
    expect(usual(0, one, other)).toBe(13);
  });

  test('is learnt for the hours at either side too', () => {
    const counts = Object.fromEntries(
      [1, 2, 3, 4].flatMap((week) => [
        [-week * WEEK - 1, 6],
        [-week * WEEK + 1, 8],
      ]),
    );
    expect([-1, 0, 1].map((hour) => usual(hour, told(-5 * WEEK, counts)))).toEqual([6, 0, 8]);
  });
});

describe('what is usual in the last sixty minutes', () => {
  const KNOWN = new Map([
    [at(-1), 10],
    [at(0), 40],
  ]);

  test('is made of the two hours it lies in', () => {
    expect([0, 20, 40].map((minute) => usualAt(KNOWN, HOUR + minute * 60_000))).toEqual([10, 20, 30]);
  });

  test('is not known while one of them is not', () => {
    expect(usualAt(KNOWN, at(1))).toBeNull();
    expect(usualAt(undefined, NOW)).toBeNull();
  });
});
