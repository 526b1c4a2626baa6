import { expect, test } from 'vitest';
import { findingWords } from './finding-words.ts';

test.each([
  [0, 0, null],
  [1, 0, '1 error found'],
  [0, 1, '1 warning found'],
  [2, 13, '2 errors and 13 warnings found'],
])('%i and %i', (error, warning, words) => {
  expect(findingWords({ error, warning })).toBe(words);
});
