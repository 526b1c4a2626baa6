import { expect, it } from 'vitest';
import { csvName, csvOf } from './csv.ts';

it('quotes what needs it and ends lines as RFC 4180 says', () => {
  expect(
    csvOf(
      ['time', 'a, b'],
      [
        ['x"y', 1.5],
        ['two\nlines', null],
      ],
    ),
  ).toBe('time,"a, b"\r\n"x""y",1.5\r\n"two\nlines",\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1', '＠x'])('lets %j be no formula', (text) => {
  expect(csvOf(['a'], [[text]])).toBe(`a\r\n'${text}\r\n`);
});

it('leaves numbers as they are, also negative ones, and what is no number empty', () => {
  expect(csvOf(['a'], [[-1.5], [Number.NaN]])).toBe('a\r\n-1.5\r\n\r\n');
});

it('makes a name that any file system takes', () => {
  expect(csvName('pool /lan: 10.20.0.10')).toBe('pool-lan-10.20.0.10.csv');
});
