import { expect, it } from 'vitest';
import type { ChartSeries } from './chart.ts';
import { readoutAt, timesOf, valueText } from './readout.ts';
import { twinCsv, twinTable } from './table-twin.ts';

const unit = (value: number) => `${value} %`;
const A: ChartSeries = {
  key: 'a',
  name: 'used',
  look: 'used',
  kind: 'line',
  points: [
    { at: 0, value: 1, low: 0, high: 2 },
    { at: 10, value: null },
    { at: 20, value: 3 },
  ],
};
const B: ChartSeries = { ...A, key: 'b', name: 'free', points: [{ at: 20, value: -4 }] };

it('says what all series say at the time nearest to the cursor', () => {
  expect(readoutAt([A, B], 17, unit)).toMatchObject({
    at: 20,
    readings: [
      { name: 'used', text: '3 %' },
      { name: 'free', text: '-4 %' },
    ],
  });
  expect(readoutAt([A, B], 3, unit)?.readings.map(({ text }) => text)).toEqual([
    '1 % (0 % to 2 %)',
    'no reading',
  ]);
  expect(readoutAt([A], 11, unit)?.readings[0]?.text).toBe('no reading');
  expect(readoutAt([{ ...A, points: [] }], 0, unit)).toBeNull();
});

it('leaves out a range that is none', () => {
  expect(valueText({ at: 0, value: 1, low: 1, high: 1 }, 'line', unit)).toBe('1 %');
  expect(valueText({ at: 0, value: null, low: 1, high: 2 }, 'band', unit)).toBe('1 % to 2 %');
});

it('has every time once, in order', () => {
  expect(timesOf([B, A])).toEqual([0, 10, 20]);
});

it('is a table of the same, newest first', () => {
  expect(twinTable([A, B], unit)).toEqual({
    columns: ['used', 'free'],
    rows: [
      { at: 20, cells: ['3 %', '-4 %'] },
      { at: 10, cells: ['no reading', 'no reading'] },
      { at: 0, cells: ['1 % (0 % to 2 %)', 'no reading'] },
    ],
  });
});

it('is a CSV with its unit in the heads and times in UTC', () => {
  expect(twinCsv([A, B], '%')).toEqual({
    columns: ['time (UTC)', 'used (%)', 'used, least (%)', 'used, most (%)', 'free (%)'],
    rows: [
      ['1970-01-01T00:00:00.000Z', 1, 0, 2, null],
      ['1970-01-01T00:00:00.010Z', null, null, null, null],
      ['1970-01-01T00:00:00.020Z', 3, null, null, -4],
    ],
  });
});
