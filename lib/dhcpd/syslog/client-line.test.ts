import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from '../address.ts';
import { type ClientLine, readClientLine } from './client-line.ts';
import { readFact } from './facts.ts';

const MAC = '02:01:00:00:00:07';

test.each<[string, Partial<Omit<ClientLine, 'address'>> & { address?: string }, string | null]>([
  [
    `DHCPDISCOVER from ${MAC} via eth0`,
    { packet: 'DHCPDISCOVER', mac: MAC, via: 'eth0', hostname: null },
    null,
  ],
  [`DHCPDISCOVER from ${MAC} (desk 7) via 10.0.0.1`, { hostname: 'desk 7', via: '10.0.0.1' }, null],
  ['DHCPDISCOVER from  via eth0', { mac: '' }, null],
  [
    `DHCPOFFER on 10.0.0.5 to ${MAC} (a) via eth0`,
    { packet: 'DHCPOFFER', address: '10.0.0.5', mac: MAC },
    null,
  ],
  [`DHCPREQUEST for 10.0.0.5 from ${MAC} via eth0`, { packet: 'DHCPREQUEST', address: '10.0.0.5' }, null],
  [
    `DHCPREQUEST for 10.0.0.5 (10.0.0.1) from ${MAC} (x) via eth0`,
    { address: '10.0.0.5', hostname: 'x' },
    null,
  ],
  [`DHCPACK on 10.0.0.5 to ${MAC} (x) via eth0`, { packet: 'DHCPACK', address: '10.0.0.5', mac: MAC }, null],
  [`DHCPACK to 10.0.0.5 (${MAC}) via eth0`, { packet: 'DHCPACK', address: '10.0.0.5', mac: MAC }, null],
  [`DHCPNAK on 10.0.0.5 to ${MAC} via eth0`, { packet: 'DHCPNAK', address: '10.0.0.5' }, null],
  [
    `DHCPRELEASE of 10.0.0.5 from ${MAC} (x) via eth0 (found)`,
    { packet: 'DHCPRELEASE', hostname: 'x' },
    'found',
  ],
  [`DHCPRELEASE of 10.0.0.5 from ${MAC} via eth0 (not found)`, { packet: 'DHCPRELEASE' }, 'not found'],
  ['DHCPINFORM from 10.0.0.5 via eth0', { packet: 'DHCPINFORM', address: '10.0.0.5', mac: null }, null],
  [
    'DHCPINFORM from 10.0.0.5 via 10.0.0.1: unknown subnet for client address 10.0.0.5',
    { via: '10.0.0.1' },
    'unknown subnet for client address 10.0.0.5',
  ],
  [`DHCPDECLINE of 10.0.0.5 from ${MAC} via eth0: abandoned`, { packet: 'DHCPDECLINE' }, 'abandoned'],
  [`BOOTREQUEST from ${MAC} via eth0:1`, { packet: 'BOOTREQUEST', via: 'eth0:1' }, null],
  [`BOOTREPLY on 10.0.0.5 to ${MAC} via eth0`, { packet: 'BOOTREPLY', address: '10.0.0.5', mac: MAC }, null],
  [`BOOTREPLY for 10.0.0.5 to printer (${MAC}) via eth0`, { packet: 'BOOTREPLY', mac: MAC }, null],
])('%s', (message, { address, ...expected }, note) => {
  const read = readClientLine(message);
  expect(read?.client).toMatchObject(expected);
  if (address !== undefined) expect(read?.client.address).toBe(parseAddress(address));
  expect(read?.note).toBe(note);
});

test.each([
  'DHCPDISCOVER',
  'DHCPDISCOVER from',
  'DHCPACK on 10.0.0.5',
  'DHCPSOMETHING from x via y',
  'constructor x',
])('is not misled by %s', (message) => {
  expect(readClientLine(message)).toBeNull();
});

test.each([
  'a) via eth9: network office: no free leases',
  'x) via eth0: peer holds all free leases) via eth0',
  `Anna's "Mac" (2): via home`,
  'a(b',
  ') via ',
  ': not responding (startup)',
])('takes the host name “%s” for what it is: a client must not write our events', (hostname) => {
  const read = readClientLine(`DHCPDISCOVER from ${MAC} (${hostname}) via eth0`);
  expect(read).toMatchObject({ client: { hostname, via: 'eth0' }, note: null });
  expect(readFact(`DHCPDISCOVER from ${MAC} (${hostname}) via eth0`)?.code).toBe('traffic');
  expect(readFact(`DHCPDISCOVER from ${MAC} (${hostname}) via eth0: lease owned by peer`)).toMatchObject({
    code: 'lease-owned-by-partner',
    client: { hostname },
  });
});

test('gives any printable host name back whole', () => {
  const printable = fc.string({
    unit: fc.constantFrom(...` !"'(),-.:;<>[]azAZ09via`),
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(
    fc.property(printable, (hostname) => {
      const read = readClientLine(`DHCPOFFER on 10.0.0.5 to ${MAC} (${hostname}) via eth0`);
      expect(read?.client.hostname).toBe(hostname);
      expect(read?.note).toBeNull();
    }),
    { numRuns: 500 },
  );
});
