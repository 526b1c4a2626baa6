import { expect, it } from 'vitest';
import { placeOf, timeAt, widened } from './geometry.ts';

const SPAN = { from: 1_000, to: 2_000 };

it('finds the time of a place and the place of a time', () => {
  expect([timeAt(50, 200, SPAN), timeAt(-5, 200, SPAN), timeAt(500, 200, SPAN)]).toEqual([
    1_250, 1_000, 2_000,
  ]);
  expect([placeOf(1_250, 200, SPAN), placeOf(999, 200, SPAN), placeOf(2_001, 200, SPAN)]).toEqual([
    50,
    null,
    null,
  ]);
});

it('widens a span to twice its length, never into what is to come', () => {
  expect(widened(SPAN, 9_000)).toEqual({ from: 500, to: 2_500 });
  expect(widened(SPAN, 2_000)).toEqual({ from: 0, to: 2_000 });
  expect(widened(SPAN, 2_100)).toEqual({ from: 100, to: 2_100 });
});
