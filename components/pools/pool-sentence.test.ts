import { expect, it } from 'vitest';
import type { PoolDetailDto } from '../../lib/contracts/pool-detail.ts';
import type { ShareEndDto } from '../../lib/contracts/truth.ts';
import { differenceWords } from './difference-words.ts';
import { poolSentences } from './pool-sentence.ts';

const NOW = Date.UTC(2025, 10, 21, 10, 42);
const AT = new Date(NOW).toISOString();
const BOTH = [
  { name: 'dhcp-a', answering: true },
  { name: 'dhcp-b', answering: true },
];
const counters = (server: string, free: number, backup: number, changes: object = {}) => ({
  server,
  observedAt: AT,
  freshness: 'fresh' as const,
  leaseCount: 100,
  freeLeases: free,
  backupLeases: backup,
  usedLeases: 100 - free - backup,
  ...changes,
});
const inFile = (server: string, free: number, backup: number) => ({
  server,
  observedAt: AT,
  freshness: 'fresh' as const,
  size: 100,
  active: 100 - free - backup,
  ended: 0,
  free,
  backup,
  expired: 0,
  released: 0,
  abandoned: 0,
  reset: 0,
  reserved: 0,
});
const beyond: ShareEndDto = { kind: 'beyond', days: 7, low: null };

function detail(
  pool: Partial<PoolDetailDto['pool']> = {},
  changes: Partial<PoolDetailDto> = {},
): PoolDetailDto {
  return {
    now: AT,
    pool: {
      id: 1,
      key: 'lan',
      sharedNetwork: 'lan',
      peer: 'pair',
      ranges: [],
      addressCount: 100,
      counters: [counters('dhcp-a', 30, 28), counters('dhcp-b', 30, 28)],
      leaseFile: [],
      ...pool,
    },
    removedAt: null,
    servers: [
      { name: 'dhcp-a', role: 'primary', intervalMs: { omapi: 10_000, leases: 5_000 } },
      { name: 'dhcp-b', role: 'secondary', intervalMs: { omapi: 10_000, leases: 5_000 } },
    ],
    poolsOfNetwork: 1,
    workedOut: { at: AT, pools: 1 },
    balance: null,
    forecast: forecastOf(beyond, beyond),
    ...changes,
  };
}

function forecastOf(a: ShareEndDto, b: ShareEndDto): PoolDetailDto['forecast'] {
  const side = (server: string, partner: string, alone: ShareEndDto) => ({
    server,
    partner,
    ownFree: 1,
    ratePerHour: 1,
    isPartnerDown: false,
    alone,
    afterPartnerDown: beyond,
    takeover: null,
    shortage: null,
  });
  return {
    key: 'lan',
    title: 'lan',
    primary: side('dhcp-a', 'dhcp-b', a),
    secondary: side('dhcp-b', 'dhcp-a', b),
  };
}

const said = (of: PoolDetailDto, answering = BOTH) => poolSentences(of, answering, NOW, 'UTC');

it('says what each server can give and until when one alone would last', () => {
  const at = NOW + 3 * 3_600_000;
  const until: ShareEndDto = { kind: 'until', at, low: at, high: at };
  expect(said(detail({}, { forecast: forecastOf(beyond, until) }))).toEqual([
    'dhcp-a has 30 addresses of its own to give.',
    'dhcp-b has 28 addresses of its own to give.',
    'If dhcp-a went away now, dhcp-b alone would last until about 13:40 UTC (3 hours left; between 13:40 and 13:40).',
  ]);
  expect(said(detail()).at(-1)).toBe(
    'If either server went away now, the other’s share does not run out within 7 days.',
  );
});

it('says whose new clients get none, and which share nobody gives from', () => {
  const empty = detail({ counters: [counters('dhcp-a', 0, 28)] });
  expect(said(empty).slice(0, 2)).toEqual([
    'dhcp-a has no address of its own left: clients that are new to it get none from this pool.',
    'What dhcp-b can give by itself is not known.',
  ]);
  const silent = [{ name: 'dhcp-a', answering: false }];
  expect(said(detail(), silent)[0]).toBe('dhcp-a has 30 addresses of its own, but answers no clients now.');
  const old = detail({ counters: [counters('dhcp-a', 1, 1, { freshness: 'stale' })] });
  expect(said(old)[0]).toBe('dhcp-a had 1 address of its own when last read.');
});

it('says what it does not know', () => {
  const unknown: ShareEndDto = { kind: 'unknown', why: 'a day of counting is needed' };
  const nothing = forecastOf(unknown, unknown);
  if (nothing) for (const role of ['primary', 'secondary'] as const) nothing[role].afterPartnerDown = unknown;
  expect(said(detail({}, { forecast: nothing })).at(-1)).toBe(
    'How long either would last alone is unknown: a day of counting is needed.',
  );
  expect(said(detail({}, { forecast: null })).at(-1)).toMatch(/not worked out yet/);
  expect(said(detail({ counters: [] }))).toEqual(['How full this pool is was not read yet.']);
  expect(said(detail({}, { removedAt: AT }))[0]).toMatch(/No server has this pool any more/);
  expect(said(detail({ peer: null }))).toEqual([
    'This pool is outside failover: each server gives of its own and knows nothing of the other’s. dhcp-a has 30 free, dhcp-b has 28 free.',
  ]);
});

it('finds where figures are apart and says why that may be', () => {
  const of = (pool: Partial<PoolDetailDto['pool']>) => differenceWords(detail(pool).pool);
  expect(of({ leaseFile: [inFile('dhcp-a', 31, 28)] })).toEqual([]);
  expect(of({ leaseFile: [inFile('dhcp-a', 50, 28), inFile('dhcp-b', 30, 28)] })).toEqual([
    expect.stringMatching(/^dhcpd on dhcp-a counts 42 used, its lease file 22: /),
  ]);
  expect(of({ counters: [counters('dhcp-a', 30, 28), counters('dhcp-b', 60, 28)] })).toEqual([
    expect.stringMatching(/^dhcp-a counts 42 used and dhcp-b 12: /),
  ]);
  expect(
    of({ counters: [counters('dhcp-a', 30, 28), counters('dhcp-b', 30, 28, { leaseCount: 99 })] }),
  ).toEqual([expect.stringMatching(/^dhcp-a counts 100 addresses in this pool and dhcp-b 99: /)]);
});
