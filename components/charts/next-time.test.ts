import { expect, it } from 'vitest';
import { nextTime } from './next-time.ts';

const TIMES = Array.from({ length: 30 }, (_, index) => index * 10);

it.each([
  ['ArrowRight', 50, false, 60],
  ['ArrowRight', 55, false, 60],
  ['ArrowRight', 290, false, 290],
  ['ArrowRight', 50, true, 150],
  ['ArrowLeft', 50, false, 40],
  ['ArrowLeft', 55, false, 50],
  ['ArrowLeft', 0, false, 0],
  ['ArrowLeft', 50, true, 0],
  ['ArrowLeft', null, false, 290],
  ['ArrowRight', null, false, 290],
  ['Home', 50, false, 0],
  ['End', null, false, 290],
  ['a', 50, false, null],
])('%s from %j (fast: %j) goes to %j', (key, at, isFast, next) => {
  expect(nextTime(key, TIMES, at, isFast)).toBe(next);
});

it('goes nowhere where there is nothing', () => {
  expect(nextTime('ArrowLeft', [], null, false)).toBeNull();
});
