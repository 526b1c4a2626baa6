import { expect, it } from 'vitest';
import { unfolding } from './track.ts';

it('tells what held at each of ever later times, in the order in which it began', () => {
  const track = unfolding(
    [
      { from: 5, until: null, value: 'c' },
      { from: 1, until: 4, value: 'a' },
      { from: 2, until: 6, value: 'b' },
    ],
    (going) => going.join(''),
  );
  expect([...track.times].sort()).toEqual([1, 2, 4, 5, 6]);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(track.at)).toEqual(['', 'a', 'ab', 'ab', 'b', 'bc', 'c', 'c']);
});

it('leaves out what begins and ends between two times, and makes nothing anew while nothing changes', () => {
  const made: number[][] = [];
  const track = unfolding(
    [
      { from: 2, until: 3, value: 1 },
      { from: 1, until: 9, value: 2 },
    ],
    (going) => {
      made.push(going);
      return going;
    },
  );
  expect(track.at(4)).toEqual([2]);
  expect(track.at(5)).toBe(track.at(4));
  expect(track.at(9)).toEqual([]);
  expect(made).toHaveLength(3);
});
