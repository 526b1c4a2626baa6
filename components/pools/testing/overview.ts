import type { PoolFiguresDto, PoolOverviewRow } from '../../../lib/contracts/pool-overview.ts';

export const NOW = Date.UTC(2025, 10, 21, 10, 42);

export const SERVERS = [
  { name: 'dhcp-a', role: 'primary' },
  { name: 'dhcp-b', role: 'secondary' },
] as const;

export function figures(changes: Partial<PoolFiguresDto> = {}): PoolFiguresDto {
  return {
    server: 'dhcp-a',
    source: 'omapi',
    observedAt: new Date(NOW).toISOString(),
    intervalMs: 10_000,
    size: 100,
    used: 40,
    backup: 30,
    free: 30,
    ...changes,
  };
}

/** A pool of which all is known and well. */
export function overviewRow(changes: Partial<PoolOverviewRow> = {}): PoolOverviewRow {
  const beyond = { kind: 'beyond', days: 7, low: null } as const;
  return {
    id: 1,
    key: 'lan/10.20.0.10',
    sharedNetwork: 'lan',
    peer: 'pair',
    ranges: [{ low: '10.20.0.10', high: '10.20.0.109' }],
    addressCount: 100,
    figures: [figures(), figures({ server: 'dhcp-b' })],
    balance: 'balanced',
    ends: { primary: beyond, secondary: beyond },
    ...changes,
  };
}
