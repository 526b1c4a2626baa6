import { expect, it } from 'vitest';
import { poolRows } from './pool-row.ts';
import { poolsCsv } from './pools-csv.ts';
import { figures, NOW, overviewRow, SERVERS } from './testing/overview.ts';

it('has what the table shows, each server’s own figures, and says unknown where it is', () => {
  const at = NOW + 3_600_000;
  const row = overviewRow({
    figures: [figures({ used: 33 })],
    ends: { primary: { kind: 'until', at, low: at, high: null }, secondary: { kind: 'unknown', why: 'no' } },
  });
  const { columns, rows } = poolsCsv(poolRows([row], SERVERS, NOW), [...SERVERS]);
  expect(
    rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]))),
  ).toEqual([
    {
      pool: '10.20.0.10-10.20.0.109',
      'shared network': 'lan',
      'failover peer': 'pair',
      'size (addresses)': 100,
      'used (%)': 33,
      'dhcp-a: used': 33,
      'dhcp-a: backup': 30,
      'dhcp-a: free': 30,
      'dhcp-a: read at (UTC)': '2025-11-21T10:42:00.000Z',
      'dhcp-b: used': null,
      'dhcp-b: backup': null,
      'dhcp-b: free': null,
      'dhcp-b: read at (UTC)': null,
      balance: 'balanced',
      'dhcp-a alone lasts until (UTC)': '2025-11-21T11:42:00.000Z',
      'dhcp-b alone lasts until (UTC)': 'unknown',
      'at risk': 'at risk',
    },
  ]);
});
