import { afterAll, describe, expect, it } from 'vitest';
import { backTest, type Score } from './testing/back-test.ts';
import { SHAPES } from './testing/histories.ts';

/** Bounds around what was measured, in percent: typical error, truths within the range, truths before it, its typical width. */
type Bounds = { error: number; within: number; before: number; width: number };

/** With some weeks of history: the shape of the week is known, and the range is meant to hold eight truths of ten. */
const KNOWN_WEEK: Record<string, Bounds> = {
  office: { error: 12, within: 65, before: 20, width: 60 },
  flat: { error: 18, within: 70, before: 18, width: 80 },
  'flat, few': { error: 38, within: 70, before: 20, width: 140 },
  'quiet weekend': { error: 14, within: 65, before: 20, width: 60 },
  growth: { error: 22, within: 62, before: 34, width: 85 },
  conference: { error: 38, within: 60, before: 24, width: 160 },
  school: { error: 12, within: 65, before: 20, width: 60 },
};

/** With days whose like was never seen: wide ranges instead of confident errors, which hold less the less was seen. */
const FOUR_DAYS: Bounds = { error: 55, within: 68, before: 8, width: 260 };
const A_DAY_AND_A_HALF: Bounds = { error: 80, within: 48, before: 25, width: 400 };

const rows: string[] = [];
afterAll(() => console.log([HEADING, ...rows].join('\n')));

describe.each([1.5, 4, 10, 28])('with %d days of history', (days) => {
  it.each(SHAPES)('$name is forecast within bounds', (shape) => {
    const score = backTest(shape, days);
    rows.push(rowOf(shape.name, days, score));
    const bounds = boundsOf(shape.name, days);
    expect(score.forecasts).toBeGreaterThan(100);
    expect(percent(score.error)).toBeLessThan(bounds.error);
    expect(percent(score.within)).toBeGreaterThan(bounds.within);
    expect(percent(score.before)).toBeLessThan(bounds.before);
    expect(percent(score.width)).toBeLessThan(bounds.width);
  });
});

it.each(SHAPES.filter(({ name }) => !name.startsWith('flat')))(
  '$name is forecast better than by the mean rate',
  (shape) => {
    const { error, errorOfMeanRate } = backTest(shape, 28);
    expect(error).toBeLessThan(0.75 * errorOfMeanRate);
  },
);

function boundsOf(name: string, days: number): Bounds {
  const known = KNOWN_WEEK[name];
  if (!known) throw new Error(`no bounds for ${name}`);
  if (days > 7) return known;
  return days < 2 ? A_DAY_AND_A_HALF : FOUR_DAYS;
}

const HEADING = 'shape          history  forecasts  error  (by mean rate)  within  before  width';

function rowOf(name: string, days: number, score: Score): string {
  const share = (value: number, width: number) => `${percent(value).toFixed(0)} %`.padStart(width);
  const { forecasts, error, errorOfMeanRate, within, before, width } = score;
  return (
    name.padEnd(15) +
    `${days} d`.padStart(7) +
    String(forecasts).padStart(11) +
    share(error, 7) +
    share(errorOfMeanRate, 16) +
    share(within, 8) +
    share(before, 8) +
    share(width, 7)
  );
}

const percent = (value: number): number => 100 * value;
