import { expect, it } from 'vitest';
import { sparkFigures, sparkPath } from './spark-path.ts';

const BOX = { width: 40, height: 20 };

it('draws values to their greatest, the middle of each stretch', () => {
  expect(sparkPath([0, 50, 100, 100], 100, BOX)).toBe('M5 20L15 10L25 0L35 0');
});

it('leaves gaps, and shows a value between two of them', () => {
  expect(sparkPath([50, 50, null, 100], 100, BOX)).toBe('M5 10L15 10M30 0h10');
  expect(sparkPath([null, 100, null, null], 100, BOX)).toBe('M10 0h10');
});

it('stays within its box, and is empty where nothing is known', () => {
  expect(sparkPath([150, -5], 100, BOX)).toBe('M10 0L30 20');
  expect(sparkPath([null, null], 100, BOX)).toBe('');
  expect(sparkPath([], 100, BOX)).toBe('');
  expect(sparkPath([1], 0, BOX)).toBe('');
});

it('sums up what is known', () => {
  expect(sparkFigures([null, 3, 9, 4])).toEqual({ least: 3, most: 9, last: 4, missing: 1 });
  expect(sparkFigures([null])).toBeNull();
});
