import { expect, it } from 'vitest';
import { poolRows } from './pool-row.ts';
import { compareValues, nextSort, sortValue } from './pool-sort.ts';
import { SORTS } from './table-search.ts';
import { figures, NOW, overviewRow, SERVERS } from './testing/overview.ts';

it('sorts by what a column shows', () => {
  const end = { kind: 'until', at: NOW + 5, low: NOW, high: null } as const;
  const [row] = poolRows(
    [overviewRow({ figures: [figures({ free: 7 })], ends: { primary: end, secondary: end } })],
    SERVERS,
    NOW,
  );
  expect(row && SORTS.map((id) => sortValue(id, row))).toEqual([
    10 * 2 ** 24 + 20 * 2 ** 16 + 10,
    'lan',
    100,
    40,
    7,
    undefined,
    4,
    NOW + 5,
    -NOW,
  ]);
});

it('has no value for what is not known', () => {
  const unknown = { kind: 'unknown', why: 'no reading' } as const;
  const ends = { primary: unknown, secondary: unknown };
  const [row] = poolRows([overviewRow({ figures: [], balance: 'unknown', ends })], SERVERS, NOW);
  const blank = ['used', 'primary', 'secondary', 'balance', 'until', 'age'] as const;
  expect(row && blank.map((id) => sortValue(id, row))).toEqual(blank.map(() => undefined));
});

it('compares names with numbers as people do', () => {
  expect(['net-10', 'net-9', 'Net-1'].toSorted(compareValues)).toEqual(['Net-1', 'net-9', 'net-10']);
  expect([10, 9, 100].toSorted(compareValues)).toEqual([9, 10, 100]);
});

it('goes from the usual way to the other and back to the worst first', () => {
  const first = nextSort(null, 'used');
  expect(first).toEqual({ id: 'used', desc: true });
  expect(nextSort(first, 'used')).toEqual({ id: 'used', desc: false });
  expect(nextSort(nextSort(first, 'used'), 'used')).toBeNull();
  expect(nextSort(first, 'until')).toEqual({ id: 'until', desc: false });
});
