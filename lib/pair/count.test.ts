import { expect, it } from 'vitest';
import { countOf, formatPercent } from './count.ts';

it.each([
  [0, '0 leases'],
  [1, '1 lease'],
  [1200, '1200 leases'],
])('%i is counted as %s', (count, text) => {
  expect(countOf(count, 'lease')).toBe(text);
});

it('takes a plural that is not the singular with an s', () => {
  expect([countOf(1, 'address', 'addresses'), countOf(2, 'address', 'addresses')]).toEqual([
    '1 address',
    '2 addresses',
  ]);
});

it.each([
  [0, '0 %'],
  [0.04, 'less than 0.1 %'],
  [0.42, '0.4 %'],
  [9.96, '10 %'],
  [12.4, '12 %'],
  [99.9, '99 %'],
  [100, '100 %'],
])('%d percent reads as %s', (percent, text) => {
  expect(formatPercent(percent)).toBe(text);
});
