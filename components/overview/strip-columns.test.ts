import { expect, it } from 'vitest';
import { daysOf, stripPaths } from './strip-columns.ts';

it('puts its dates to the days', () => {
  expect(
    daysOf({
      firstDay: '2026-02-28',
      days: [
        [1440, 0, 0, 0],
        [0, 0, 0, 720],
      ],
    }),
  ).toEqual([
    { day: '2026-02-28', two: 1440, one: 0, none: 0, unseen: 0 },
    { day: '2026-03-01', two: 0, one: 0, none: 0, unseen: 720 },
  ]);
});

it('draws a column a day, what nobody saw above what was seen', () => {
  const paths = stripPaths([
    [1440, 0, 0, 0],
    [720, 0, 0, 720],
  ]);
  expect(paths).toEqual({ two: 'M0 0h1v1h-1ZM1 0.5h1v0.5h-1Z', one: '', none: '' });
});

it('lets seconds without redundancy be seen', () => {
  const paths = stripPaths([[1439.8, 0.1, 0.1, 0]]);
  expect(paths.one).toBe('M0 0.54h1v0.18h-1Z');
  expect(paths.none).toBe('M0 0.72h1v0.28h-1Z');
});

it('draws no more than there is of a day that had nothing else', () => {
  expect(stripPaths([[0, 1440, 0, 0]])).toEqual({ two: '', one: 'M0 0h1v1h-1Z', none: '' });
  expect(stripPaths([[0, 0, 0, 0]])).toEqual({ two: '', one: '', none: '' });
});
