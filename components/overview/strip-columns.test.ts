import { expect, it } from 'vitest';
import { minutesOf, stripPaths } from './strip-columns.ts';

const pathsOf = (...days: Parameters<typeof minutesOf>[0]) => stripPaths(minutesOf(days));

it('draws a column a day, what nobody saw above what was seen', () => {
  const paths = pathsOf([1440, 0, 0, 0], [720, 0, 0, 720]);
  expect(paths).toEqual({ two: 'M0 0h1v1h-1ZM1 0.5h1v0.5h-1Z', one: '', none: '' });
});

it('draws days that went alike as one column', () => {
  const paths = pathsOf([1440, 0, 0, 0], [1440, 0, 0, 0], [720, 720, 0, 0], [1440, 0, 0, 0]);
  expect(paths.two).toBe('M0 0h2v1h-2ZM2 0h1v0.5h-1ZM3 0h1v1h-1Z');
  expect(paths.one).toBe('M2 0.5h1v0.5h-1Z');
});

it('lets seconds without redundancy be seen', () => {
  const paths = pathsOf([1439.8, 0.1, 0.1, 0]);
  expect(paths.one).toBe('M0 0.54h1v0.18h-1Z');
  expect(paths.none).toBe('M0 0.72h1v0.28h-1Z');
});

it('draws no more than there is of a day that had nothing else', () => {
  expect(pathsOf([0, 1440, 0, 0])).toEqual({ two: '', one: 'M0 0h1v1h-1Z', none: '' });
  expect(pathsOf([0, 0, 0, 0])).toEqual({ two: '', one: '', none: '' });
});
