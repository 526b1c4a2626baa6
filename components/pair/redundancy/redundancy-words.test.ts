import { expect, it } from 'vitest';
import { dayWords, minuteWords, recordSentence } from './redundancy-words.ts';

const day = (changes: Partial<Parameters<typeof dayWords>[0]>) => ({
  two: 1440,
  one: 0,
  none: 0,
  unseen: 0,
  ...changes,
});

it('sums days up in one sentence', () => {
  const days = [day({}), day({ two: 1428, one: 12 }), day({ two: 1260, unseen: 180 })];
  expect(recordSentence(days)).toBe(
    'In the last 3 days two servers answered 99.71 % of the time seen, one 12 min, none 0 min; 3 h were not seen.',
  );
});

it('never rounds a share up to all of it', () => {
  expect(recordSentence([day({ two: 1439.9, none: 0.1 })])).toContain(
    'answered 99.99 % of the time seen, one 0 min, none 6 s; nothing was unseen.',
  );
  expect(recordSentence([day({})])).toContain('100 %');
});

it('claims nothing of days that nobody saw', () => {
  const blind = day({ two: 0, unseen: 1440 });
  expect(recordSentence([blind, blind])).toBe('In the last 2 days nobody saw how many servers answered.');
  expect(dayWords(blind)).toBe('not seen');
});

it('tells a day in words', () => {
  expect(dayWords(day({ two: 1428.5, one: 11.5 }))).toBe(
    'two servers answered 23 h 48 min, one 11 min, none 0 min; all seen',
  );
  expect(dayWords(day({ two: 0.4, unseen: 1045 }))).toContain('17 h 25 min not seen');
});

it.each([
  [0, '0 min'],
  [0.1, '6 s'],
  [0.1 + 0.2, '18 s'],
  [63, '1 h 3 min'],
  [1440, '24 h'],
  [3000, '2 d 2 h'],
])('says %d minutes as %s', (minutes, words) => {
  expect(minuteWords(minutes)).toBe(words);
});
