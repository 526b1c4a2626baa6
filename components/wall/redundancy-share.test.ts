import { expect, it } from 'vitest';
import { twoAnsweredShare } from './redundancy-share.ts';

it('is of the time that was seen, and 100 only where it is all of it', () => {
  expect(twoAnsweredShare([[1440, 0, 0, 0]])).toBe('100 %');
  expect(
    twoAnsweredShare([
      [1439.9, 0.1, 0, 0],
      [0, 0, 0, 1440],
    ]),
  ).toBe('99.9 %');
  expect(twoAnsweredShare([[720, 360, 360, 0]])).toBe('50.0 %');
});

it('is not known where nothing was seen', () => {
  expect(twoAnsweredShare([[0, 0, 0, 1440]])).toBeNull();
  expect(twoAnsweredShare([])).toBeNull();
});
