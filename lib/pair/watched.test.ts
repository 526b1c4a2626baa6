import { expect, it } from 'vitest';
import { whileWatched } from './watched.ts';

const GAP_MS = 10;
const parts = (span: [number, number | null], watched: [number, number | null][]) =>
  whileWatched(
    [{ from: span[0], until: span[1] }],
    watched.map(([from, until]) => ({ from, until })),
    GAP_MS,
  ).map(({ from, until }) => [from, until]);

it('leaves out what lies between two times of watching', () => {
  expect(
    parts(
      [0, 1000],
      [
        [500, 900],
        [0, 100],
        [60, 200],
      ],
    ),
  ).toEqual([
    [0, 200],
    [500, 900],
  ]);
});

it('takes looks that follow each other for one look', () => {
  expect(
    parts(
      [0, 100],
      [
        [5, 40],
        [48, 91],
      ],
    ),
  ).toEqual([[0, 100]]);
});

it('lets go on what goes on only while somebody looks', () => {
  expect(parts([0, null], [[0, null]])).toEqual([[0, null]]);
  expect(parts([0, null], [[0, 50]])).toEqual([[0, 50]]);
  expect(parts([0, null], [])).toEqual([]);
});

it('knows nothing of what was watched before and after', () => {
  expect(
    parts(
      [100, 200],
      [
        [0, 80],
        [250, 300],
      ],
    ),
  ).toEqual([]);
});
