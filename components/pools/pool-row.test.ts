import { expect, it } from 'vitest';
import type { PoolOverviewRow } from '../../lib/contracts/pool-overview.ts';
import { poolRows } from './pool-row.ts';
import { figures, NOW, overviewRow, SERVERS } from './testing/overview.ts';

const HOUR_MS = 3_600_000;
const OLD = new Date(NOW - HOUR_MS).toISOString();
const until = (afterMs: number) => {
  const at = NOW + afterMs;
  return { kind: 'until', at, low: at - HOUR_MS, high: at + HOUR_MS } as const;
};
const unknown = { kind: 'unknown', why: 'nothing is counted yet' } as const;
const beyond = { kind: 'beyond', days: 7, low: null } as const;

function rowOf(changes: Partial<PoolOverviewRow> = {}) {
  const [row] = poolRows([overviewRow(changes)], SERVERS, NOW);
  if (!row) throw new Error('a pool gives a row');
  return row;
}

it('takes each server’s own share from its own figures', () => {
  const row = rowOf({
    figures: [figures({ free: 31, backup: 1 }), figures({ server: 'dhcp-b', free: 2, backup: 29 })],
  });
  expect(row.ownFree).toEqual({ primary: 31, secondary: 29 });
  expect(rowOf({ figures: [figures({ server: 'dhcp-b', backup: 7 })] }).ownFree).toEqual({
    primary: null,
    secondary: 7,
  });
});

it('goes by the server that counts the most as used, but not by old figures while there are fresh ones', () => {
  const full = figures({ server: 'dhcp-b', used: 90 });
  expect(rowOf({ figures: [figures({ used: 50 }), full] })).toMatchObject({ usedPercent: 90, main: full });
  const oldFull = { ...full, observedAt: OLD };
  expect(rowOf({ figures: [figures({ used: 50 }), oldFull] }).usedPercent).toBe(50);
  expect(rowOf({ figures: [oldFull] }).usedPercent).toBe(90);
  expect(rowOf({ figures: [] })).toMatchObject({ usedPercent: null, main: null });
  expect(rowOf({ figures: [figures({ size: 0, used: 0 })] }).usedPercent).toBeNull();
});

it('marks where the two servers’ figures are further apart than two readings are', () => {
  const isDiffering = (used: number, size = 100) =>
    rowOf({ figures: [figures({ used: 40 }), figures({ server: 'dhcp-b', used, size })] }).isDiffering;
  expect([isDiffering(40), isDiffering(43), isDiffering(44), isDiffering(40, 101)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(rowOf({ figures: [figures()] }).isDiffering).toBe(false);
});

it('knows which of the two would run out first', () => {
  const soonest = (ends: PoolOverviewRow['ends']) => rowOf({ ends }).soonest?.role ?? null;
  expect(soonest({ primary: until(9 * HOUR_MS), secondary: until(3 * HOUR_MS) })).toBe('secondary');
  expect(soonest({ primary: beyond, secondary: unknown })).toBe('secondary');
  expect(soonest({ primary: { kind: 'empty' }, secondary: until(0) })).toBe('primary');
  expect(soonest(null)).toBeNull();
});

it('calls at risk what is scarce, badly shared out or ends within a day, and unknown what nothing is known of', () => {
  const riskOf = (changes: Partial<PoolOverviewRow>) => rowOf(changes).risk;
  expect(riskOf({})).toBe('fine');
  expect(riskOf({ figures: [figures({ used: 91 })] })).toBe('at risk');
  expect(riskOf({ figures: [figures({ used: 90 })] })).toBe('fine');
  expect(riskOf({ balance: 'one-side-empty' })).toBe('at risk');
  expect(riskOf({ balance: 'uneven' })).toBe('fine');
  expect(riskOf({ ends: { primary: beyond, secondary: until(23 * HOUR_MS) } })).toBe('at risk');
  expect(riskOf({ ends: { primary: beyond, secondary: until(25 * HOUR_MS) } })).toBe('fine');
  expect(riskOf({ ends: { primary: unknown, secondary: unknown } })).toBe('unknown');
  expect(riskOf({ ends: null })).toBe('unknown');
  expect(riskOf({ figures: [] })).toBe('unknown');
  expect(riskOf({ figures: [figures({ observedAt: OLD })] })).toBe('unknown');
  expect(riskOf({ peer: null, ends: null, balance: null })).toBe('fine');
});

it('puts the worst first and says each one’s place', () => {
  const rows = poolRows(
    [
      overviewRow({ id: 1, key: 'a' }),
      overviewRow({ id: 2, key: 'b', ends: { primary: { kind: 'empty' }, secondary: beyond } }),
    ],
    SERVERS,
    NOW,
  );
  expect(rows.map(({ id, rank }) => [id, rank])).toEqual([
    [2, 0],
    [1, 1],
  ]);
});
