import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leasesCommand } from './leases.ts';

const CONF = `failover peer "pair" { primary; address 192.0.2.1; peer address 192.0.2.2; mclt 60; split 128; }
shared-network office {
  subnet 10.0.1.0 netmask 255.255.255.0 { }
  subnet 10.0.0.0 netmask 255.255.255.0 { }
  pool { failover peer "pair"; range 10.0.1.1 10.0.1.9; range 10.0.0.1 10.0.0.9; }
}
`;

const LEASES = `authoring-byte-order little-endian;
lease 10.0.1.2 {
  starts 6 2026/11/21 10:00:00;
  ends never;
  cltt epoch 1700000000; # Tue Nov 14 22:13:20 2023
  binding state active;
  next binding state expired;
  hardware ethernet 02:00:00:00:00:01;
  uid "\\001\\002\\000\\000\\000\\000\\001";
  set vendor-class-identifier = "MSFT 5.0";
  option agent.circuit-id "port 7";
  client-hostname "Desk-1";
}
lease 10.0.0.1 {
  binding state active;
  hardware ethernet 02:00:00:00:00:99;
}
lease 10.0.0.1 {
  ends 4 2020/01/02 03:04:05;
  binding state active;
  hardware ethernet 02:00:00:00:00:02;
  client-hostname "desk-2";
}
lease 10.0.0.3 {
  binding state backup;
}
lease 10.5.0.1 {
  binding state active;
}
`;
const PARTNER = `lease 10.0.0.1 {
  binding state expired;
  hardware ethernet 02:00:00:00:00:02;
  client-hostname "desk-2";
}
lease 10.0.0.4 {
  binding state active;
  hardware ethernet 02:00:00:00:00:04;
}
`;

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-leases-'));
  writeFileSync(path('dhcpd.conf'), CONF);
  writeFileSync(path('dhcpd.leases'), LEASES);
  writeFileSync(path('partner.leases'), PARTNER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function leases(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
  };
  const files = ['--conf', path('dhcpd.conf'), '--leases', path('dhcpd.leases')];
  return { code: await leasesCommand([...files, ...argv], io), ...written };
}

async function addresses(...argv: string[]): Promise<string[]> {
  const { stdout } = await leases('--json', ...argv);
  return JSON.parse(stdout).leases.map(({ address }: { address: string }) => address);
}

describe('pairwatch leases', () => {
  test('prints the last block of each address by address, whole', async () => {
    const { code, stdout, stderr } = await leases('--json');
    const report = JSON.parse(stdout);
    expect(report.leases.map(({ address }: { address: string }) => address)).toEqual([
      '10.0.0.1',
      '10.0.0.3',
      '10.0.1.2',
    ]);
    expect(report.leases[0]).toMatchObject({ lease: { state: 'active', ended: true, hostname: 'desk-2' } });
    expect(report.leases[2]).toEqual({
      address: '10.0.1.2',
      sharedNetwork: 'office',
      subnet: '10.0.1.0/24',
      lease: {
        state: 'active',
        nextState: 'expired',
        rewindState: 'active',
        ended: false,
        hardwareType: 'ethernet',
        hardware: '02:00:00:00:00:01',
        clientId: '01:02:00:00:00:00:01',
        hostname: 'Desk-1',
        vendorClass: 'MSFT 5.0',
        starts: '2026-11-21T10:00:00Z',
        ends: 'never',
        tstp: 'never',
        tsfp: null,
        atsfp: null,
        cltt: '2023-11-14T22:13:20Z',
        reserved: false,
        bootp: false,
        agentOptions: { 'circuit-id': 'port 7' },
        variables: {},
        billingClass: null,
      },
    });
    expect(report.problems).toEqual([
      {
        file: path('dhcpd.leases'),
        line: 27,
        text: 'lease 10.5.0.1 lies in no range of the configuration; it is left out',
      },
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('puts the partner’s lease of the same address beside', async () => {
    const { stdout } = await leases('--json', '--partner-leases', path('partner.leases'));
    const states = JSON.parse(stdout).leases.map(
      ({ address, lease, partner }: Record<string, { state: string } | null>) => [
        address,
        lease?.state ?? null,
        partner?.state ?? null,
      ],
    );
    expect(states).toEqual([
      ['10.0.0.1', 'active', 'expired'],
      ['10.0.0.3', 'backup', null],
      ['10.0.0.4', null, 'active'],
      ['10.0.1.2', 'active', null],
    ]);
  });

  test.each([
    [
      ['--ip', '10.0.0.0/24'],
      ['10.0.0.1', '10.0.0.3'],
    ],
    [
      ['--ip', '10.0.0.2-10.0.1.2'],
      ['10.0.0.3', '10.0.1.2'],
    ],
    [['--ip', '10.0.0.2'], []],
    [['--mac', '0200.0000.0001'], ['10.0.1.2']],
    [
      ['--mac', '02-00-00'],
      ['10.0.0.1', '10.0.1.2'],
    ],
    [['--mac', '02:00:00:00:00:99'], []],
    [['--client', '01:02'], ['10.0.1.2']],
    [
      ['--hostname', 'DESK'],
      ['10.0.0.1', '10.0.1.2'],
    ],
    [
      ['--state', 'active'],
      ['10.0.0.1', '10.0.1.2'],
    ],
    [['--state', 'ended'], ['10.0.0.1']],
    [['--state', 'backup', '--hostname', 'desk'], []],
  ])('finds by %j', async (argv, found) => {
    expect(await addresses(...argv)).toEqual(found);
  });

  test('finds what only the partner has so', async () => {
    expect(await addresses('--state', 'expired')).toEqual([]);
    expect(await addresses('--state', 'expired', '--partner-leases', path('partner.leases'))).toEqual([
      '10.0.0.1',
    ]);
  });

  test('prints a table for people', async () => {
    const { stdout, stderr } = await leases('--partner-leases', path('partner.leases'), '--ip', '10.0.0.1');
    expect(stdout.split('\n')).toEqual([
      'address          server   state      ends                  hardware           client id                hostname',
      '10.0.0.1         this     ended      2020-01-02T03:04:05Z  02:00:00:00:00:02  -                        desk-2',
      '                 partner  expired    -                     02:00:00:00:00:02  -                        desk-2',
      '',
    ]);
    expect(stderr).toContain('lease 10.5.0.1 lies in no range');
  });

  test.each([
    [['--mac', 'xyz'], 2, '--mac is "xyz"; expected a hardware address'],
    [['--ip', '10.0.0'], 2, '--ip is "10.0.0"; expected an address'],
    [['--state', 'used'], 2, '--state is "used"; expected free, active'],
    [['--json', '--table'], 2, 'both --json and --table'],
    [['--bogus'], 2, "Unknown option '--bogus'"],
    [['--partner-leases', '/nowhere'], 3, '/nowhere: there is no such file'],
  ])('refuses %j', async (argv, code, message) => {
    expect(await leases(...argv)).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) });
  });
});
