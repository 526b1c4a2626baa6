import { expect, test } from 'vitest';
import { minutesWords } from './minutes-words.ts';

test.each([
  [0, '0 s'],
  [0.2, '12 s'],
  [4.1, '4 min'],
  [125, '2 h 5 min'],
])('%d minutes are %s', (minutes, words) => {
  expect(minutesWords(minutes)).toBe(words);
});
