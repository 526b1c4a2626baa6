import { describe, expect, it } from 'vitest';
import { fullerHistory, type NewClientHistory, watchedHours, watchedMs } from './history.ts';
import { HOUR_MS } from './week-curve.ts';

const MIDNIGHT = Date.UTC(2026, 10, 19);
const at = (hours: number) => MIDNIGHT + hours * HOUR_MS;

function history(changes: Partial<NewClientHistory> = {}): NewClientHistory {
  return { since: at(0), until: at(4), gaps: [], hours: [{ hour: at(1), count: 7 }], ...changes };
}

/** Hour, clients, part of it that was watched. */
const rows = (told: NewClientHistory) =>
  watchedHours(told).map(({ at, clients, watched }) => [(at - MIDNIGHT) / HOUR_MS, clients, watched]);

describe('watchedHours', () => {
  it('gives an hour without a row as one without clients', () => {
    expect(rows(history())).toEqual([
      [0, 0, 1],
      [1, 7, 1],
      [2, 0, 1],
      [3, 0, 1],
    ]);
  });

  it('counts the first and the running hour for as much as was seen of them', () => {
    expect(rows(history({ since: at(1.75), until: at(3.25) }))).toEqual([
      [1, 7, 0.25],
      [2, 0, 1],
      [3, 0, 0.25],
    ]);
  });

  it('leaves out what nobody saw', () => {
    const gaps = [
      { from: at(2.5), to: at(9) },
      { from: at(-5), to: at(0.5) },
    ];
    expect(rows(history({ gaps }))).toEqual([
      [0, 0, 0.5],
      [1, 7, 1],
      [2, 0, 0.5],
    ]);
  });

  it.each<[string, Partial<NewClientHistory>]>([
    ['ends where it begins', { until: at(0) }],
    ['ends before it begins, our clock having been set back', { until: at(-3) }],
    ['is one gap', { gaps: [{ from: at(-1), to: at(5) }] }],
  ])('is empty when the history %s', (_, changes) => {
    expect(rows(history(changes))).toEqual([]);
    expect(watchedMs(history(changes))).toBe(0);
  });
});

it('takes the history that was counted for longer, gaps apart', () => {
  const whole = history({ until: at(5) });
  const longer = history({ until: at(30), gaps: [{ from: at(2), to: at(28) }] });
  expect(fullerHistory(whole, longer)).toBe(whole);
  expect(fullerHistory(longer, whole)).toBe(whole);
});
