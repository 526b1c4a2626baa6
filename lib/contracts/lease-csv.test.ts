import { describe, expect, it } from 'vitest';
import type { AddressLeasesDto, LeaseDto } from './lease.ts';
import { LEASE_CSV_HEADER, leaseCsvEnd, leaseCsvLines } from './lease-csv.ts';

const LEASE: LeaseDto = {
  state: 'active',
  nextState: 'expired',
  rewindState: 'free',
  ended: false,
  hardware: '00:50:56:ab:cd:01',
  clientId: '01:00:50:56:ab:cd:01',
  hostname: 'Reception-PC',
  hardwareType: 'ethernet',
  vendorClass: null,
  starts: '2026-05-04T13:37:00.000Z',
  ends: 'never',
  tstp: null,
  tsfp: null,
  atsfp: null,
  cltt: '2026-05-04T13:37:00.000Z',
  reserved: false,
  bootp: false,
  agentOptions: { 'circuit-id': 'eth0,1' },
  variables: {},
  billingClass: null,
  since: '2026-05-04T13:37:00.000Z',
  observedAt: '2026-05-04T13:37:02.000Z',
};

const leases = (changes: Partial<LeaseDto> = {}): AddressLeasesDto => ({
  address: '10.66.1.7',
  differ: true,
  records: [
    { server: 'dhcp-a', lease: { ...LEASE, ...changes }, missing: null },
    { server: 'dhcp-b', lease: null, missing: 'not-read' },
  ],
});

describe('leaseCsvLines', () => {
  it('has a line for each server under a header that names units, in as many cells', () => {
    expect(LEASE_CSV_HEADER).toContain('ends (UTC, server clock)');
    expect(leaseCsvLines('office', leases())).toBe(
      [
        'office,10.66.1.7,dhcp-a,true,,active,false,expired,free,Reception-PC,ethernet,00:50:56:ab:cd:01,' +
          '01:00:50:56:ab:cd:01,,2026-05-04T13:37:00.000Z,never,,,,2026-05-04T13:37:00.000Z,' +
          '2026-05-04T13:37:00.000Z,2026-05-04T13:37:02.000Z,false,false,,"{""circuit-id"":""eth0,1""}",\r\n',
        `office,10.66.1.7,dhcp-b,true,not-read${','.repeat(22)}\r\n`,
      ].join(''),
    );
    expect(LEASE_CSV_HEADER.split(',').length).toBeGreaterThan(22);
  });

  it.each(['=1+1', '+1', '-pc', '@x', '\tx', '\rx'])(
    'lets no spreadsheet count %j as a formula',
    (hostname) => {
      const [line = ''] = leaseCsvLines('office', leases({ hostname })).split('\r\n');
      expect(line).toMatch(/,"?'[=+\-@\t\r]/);
    },
  );

  it('quotes what would end a cell or a line', () => {
    expect(leaseCsvLines('office', leases({ hostname: 'a"b\nc' }))).toContain(',"a""b\nc",');
    expect(leaseCsvEnd('Cut, here')).toBe('"Cut, here"\r\n');
  });
});
