import { expect, it } from 'vitest';
import { figureWords } from './figure-words.ts';

it.each([
  [{ name: 'used', value: 91.2, unit: '%', limit: 85 }, 'used 91.2 % (limit 85 %)'],
  [{ name: 'apart', value: 7.123456, unit: 's', limit: null }, 'apart 7.12 s'],
  [{ name: 'left', value: 3, unit: '', limit: 3 }, 'left 3 (limit 3)'],
])('%j', (figure, words) => {
  expect(figureWords(figure)).toBe(words);
});
