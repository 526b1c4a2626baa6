import { expect, it } from 'vitest';
import { bandOf, placeOf, SCALE_LABELS } from './scale.ts';

it.each([
  [0, 0],
  [2500, 12.5],
  [5000, 25],
  [30_000, 50],
  [60_000, 75],
  [90_000, 87.5],
  [1e9, 100],
])('puts %d ms at %d per cent', (apartMs, place) => {
  expect(placeOf(apartMs)).toBe(place);
});

it('labels the limits where they lie', () => {
  expect(SCALE_LABELS.map(({ text, at }) => [placeOf(Number.parseInt(text, 10) * 1000), at])).toEqual([
    [25, 25],
    [50, 50],
    [75, 75],
  ]);
});

it('covers what is uncertain, and no less than nothing', () => {
  expect(bandOf({ skewMs: -2500, uncertaintyMs: 5000 })).toEqual({ from: 0, at: 12.5, to: placeOf(7500) });
});
