import { expect, it } from 'vitest';
import type { LeaseDto, LeaseRecordDto } from '../../lib/contracts/lease.ts';
import { differencesOf, holdersOf } from './holders.ts';

const LEASE: LeaseDto = {
  state: 'active',
  nextState: 'expired',
  rewindState: 'free',
  ended: false,
  hardware: '00:50:56:ab:cd:01',
  clientId: null,
  hostname: null,
  hardwareType: 'ethernet',
  vendorClass: null,
  starts: '2026-05-04T13:37:00.000Z',
  ends: 'never',
  tstp: null,
  tsfp: null,
  atsfp: null,
  cltt: null,
  reserved: false,
  bootp: false,
  agentOptions: { 'circuit-id': 'eth0' },
  variables: {},
  billingClass: null,
  since: '2026-05-04T13:37:00.000Z',
  observedAt: '2026-05-04T13:37:02.000Z',
};

const record = (server: string, changes: Partial<LeaseDto> | null): LeaseRecordDto =>
  changes === null
    ? { server, lease: null, missing: 'no-block' }
    : { server, lease: { ...LEASE, ...changes }, missing: null };

it('has each holder once, with a name any server knows, and nobody for none', () => {
  const one = [record('dhcp-a', {}), record('dhcp-b', { hostname: 'pc' })];
  expect(holdersOf({ records: one })).toEqual([
    {
      hardware: LEASE.hardware,
      clientId: null,
      hostname: 'pc',
      servers: ['dhcp-a', 'dhcp-b'],
      isFormer: false,
    },
  ]);
  const over = [record('dhcp-a', { state: 'free' }), record('dhcp-b', { state: 'expired' })];
  expect(holdersOf({ records: over })).toMatchObject([{ isFormer: true }]);
  expect(holdersOf({ records: [...one, ...over] })).toMatchObject([{ isFormer: false }]);
  const two = [record('dhcp-a', {}), record('dhcp-b', { clientId: '61' })];
  expect(holdersOf({ records: two }).map(({ servers }) => servers)).toEqual([['dhcp-a'], ['dhcp-b']]);
  const free = { state: 'free', hardware: null } as const;
  expect(holdersOf({ records: [record('dhcp-a', free), record('dhcp-b', null)] })).toEqual([]);
});

it('tells in which fields the servers are apart, but for what each has for itself', () => {
  const apart = record('dhcp-b', { ends: null, state: 'free', cltt: 'never', agentOptions: {} });
  expect([...differencesOf([record('dhcp-a', {}), apart])].sort()).toEqual(['agentOptions', 'ends', 'state']);
  expect(differencesOf([record('dhcp-a', {}), record('dhcp-b', {})]).size).toBe(0);
  expect(differencesOf([record('dhcp-a', {}), record('dhcp-b', null)]).size).toBe(0);
});
