import dns from 'node:dns';
import { type AddressInfo, connect, createServer, type LookupFunction } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { AddressRefusedError, createAddressGuard } from './address-guard.ts';

const refusalOf = (host: string, allow: string[] = []): string | null => {
  try {
    createAddressGuard(allow).checkHost(host);
    return null;
  } catch (error) {
    if (error instanceof AddressRefusedError) return error.message;
    throw error;
  }
};

/** What the socket's own look-up gives for a name that resolves to `addresses`. */
function lookUp(guard: ReturnType<typeof createAddressGuard>, name = 'hooks.example.net', all = true) {
  return new Promise<{ error: Error | null; found: unknown }>((resolve) =>
    guard.lookup(name, { all }, (error, found) => resolve({ error, found })),
  );
}

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_, __, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('an address in a URL', () => {
  it.each([
    ['127.0.0.1', 'a loopback address', '127.0.0.0/8'],
    ['127.255.255.254', 'a loopback address', '127.0.0.0/8'],
    ['[::1]', 'a loopback address', '::1/128'],
    ['0.0.0.0', 'an address of this machine itself', '0.0.0.0/32'],
    ['::', 'an address of this machine itself', '::/128'],
    ['10.1.2.3', 'a private address', '10.0.0.0/8'],
    ['172.31.0.1', 'a private address', '172.16.0.0/12'],
    ['192.168.7.7', 'a private address', '192.168.0.0/16'],
    ['fd12:3456::1', 'a private (unique-local) address', 'fc00::/7'],
    ['169.254.1.1', 'a link-local address', '169.254.0.0/16'],
    ['fe80::1', 'a link-local address', 'fe80::/10'],
    ['100.64.0.1', "an address of a provider's inner network", '100.64.0.0/10'],
    ['224.0.0.1', 'a multicast address', '224.0.0.1/32'],
    ['ff02::1', 'a multicast address', 'ff02::1/128'],
    ['255.255.255.255', 'the broadcast address', '255.255.255.255/32'],
    ['240.0.0.1', 'a reserved address', '240.0.0.1/32'],
    ['192.0.2.1', 'a reserved address', '192.0.2.1/32'],
    ['2001:db8::1', 'a reserved address', '2001:db8::1/128'],
    ['2002:7f00:1::', 'a reserved address', '2002:7f00:1::/128'],
    ['2001:0:7f00:1::', 'a reserved address', '2001:0:7f00:1::/128'],
    ['::7f00:1', 'a reserved address', '::7f00:1/128'],
    ['::ffff:0:7f00:1', 'a reserved address', '::ffff:0:7f00:1/128'],
    ['64:ff9b:1::7f00:1', 'a reserved address', '64:ff9b:1::7f00:1/128'],
    ['4000::1', 'a reserved address', '4000::1/128'],
    ['::ffff:127.0.0.1', 'another form of 127.0.0.1, a loopback address', '127.0.0.0/8'],
    ['64:ff9b::10.0.0.1', 'another form of 10.0.0.1, a private address', '10.0.0.0/8'],
    ['169.254.169.254', 'an address where a cloud gives out credentials', '169.254.169.254/32'],
    ['::ffff:169.254.169.254', 'where a cloud gives out credentials', '169.254.169.254/32'],
    ['100.100.100.200', 'an address where a cloud gives out credentials', '100.100.100.200/32'],
    ['fd00:ec2::254', 'an address where a cloud gives out credentials', 'fd00:ec2::254/128'],
  ])('%s is refused as %s, and %s would permit it', (host, kind, network) => {
    expect(refusalOf(host)).toContain(kind);
    expect(refusalOf(host)).toContain(`allow: [${network}]`);
    expect(refusalOf(host, [network])).toBeNull();
  });

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2606:4700::1111', '64:ff9b::1.1.1.1'])(
    '%s is permitted',
    (host) => expect(refusalOf(host)).toBeNull(),
  );

  it.each(['2130706433', '0x7f.1', '0177.0.0.1', '0x7f000001', '127.1', '127.0.0.1.', '①②⑦.0.0.1'])(
    'spelled %s is 127.0.0.1 all the same',
    (spelling) => {
      expect(refusalOf(new URL(`https://${spelling}/`).hostname)).toContain(
        '127.0.0.1 is a loopback address',
      );
    },
  );

  it('is refused wherever in a refused range it lies', () => {
    const ranges = [
      ['0.0.0.0', 8],
      ['10.0.0.0', 8],
      ['100.64.0.0', 10],
      ['127.0.0.0', 8],
      ['169.254.0.0', 16],
      ['172.16.0.0', 12],
      ['192.0.0.0', 24],
      ['192.0.2.0', 24],
      ['192.168.0.0', 16],
      ['198.18.0.0', 15],
      ['198.51.100.0', 24],
      ['203.0.113.0', 24],
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
      ['::', 96],
      ['::ffff:127.0.0.0', 104],
      ['::ffff:10.0.0.0', 104],
      ['::ffff:0:0:0', 96],
      ['64:ff9b::192.168.0.0', 112],
      ['64:ff9b:1::', 48],
      ['100::', 64],
      ['2001::', 23],
      ['2001:db8::', 32],
      ['2002::', 16],
      ['3fff::', 20],
      ['4000::', 3],
      ['5f00::', 16],
      ['fc00::', 7],
      ['fe80::', 10],
      ['fec0::', 10],
      ['ff00::', 8],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...ranges),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        ([base, bits], random) => {
          expect(refusalOf(withRandomHost(base, bits, random))).not.toBeNull();
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("of a cloud's credentials is permitted by itself alone, not by a network around it", () => {
    expect(refusalOf('169.254.169.254', ['169.254.0.0/16', '0.0.0.0/0'])).not.toBeNull();
    expect(refusalOf('168.63.129.16', ['168.63.129.0/24'])).not.toBeNull();
    expect(refusalOf('fd00:ec2::254', ['fc00::/7'])).not.toBeNull();
    expect(refusalOf('169.254.1.1', ['169.254.0.0/16'])).toBeNull();
  });

  it('is not permitted by another network', () => {
    expect(refusalOf('127.0.0.1', ['10.0.0.0/8', '::1/128'])).not.toBeNull();
    expect(() => createAddressGuard(['10.0.0.1'])).toThrow('not a network such as 10.0.0.0/8');
  });
});

function withRandomHost(base: string, bits: number, random: Uint8Array): string {
  const bytes = ipaddr.parse(base).toByteArray();
  const mixed = bytes.map((byte, index) => {
    const mask = 0xff >> Math.min(8, Math.max(0, bits - index * 8));
    return (byte & ~mask & 0xff) | ((random[index] ?? 0) & mask);
  });
  return ipaddr.fromByteArray(mixed).toString();
}

describe('a name', () => {
  it("that is this machine is refused by the system's own resolver", async () => {
    const { error } = await lookUp(createAddressGuard([]), 'localhost');
    expect(error).toBeInstanceOf(AddressRefusedError);
    expect(error?.message).toMatch(
      /^localhost is (127\.0\.0\.1|::1), a loopback address; if that is meant, add allow: \[/,
    );
  });

  it('with addresses of both kinds leads to the permitted ones only', async () => {
    const guard = createAddressGuard([], resolvesTo('10.0.0.1', '1.1.1.1', '::1', '2606:4700::1111'));
    expect((await lookUp(guard)).found).toEqual([
      { address: '1.1.1.1', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect((await lookUp(guard, 'hooks.example.net', false)).found).toBe('1.1.1.1');
  });

  it('with refused addresses only, or none, gives an error that says so', async () => {
    const refused = await lookUp(createAddressGuard([], resolvesTo('10.0.0.1')));
    expect(refused.error?.message).toBe(
      'hooks.example.net is 10.0.0.1, a private address; if that is meant, add allow: [10.0.0.0/8] to its settings',
    );
    const none = await lookUp(createAddressGuard([], resolvesTo()));
    expect(none.error?.message).toBe('the name hooks.example.net has no address');
  });

  it("that the resolver does not know keeps the resolver's error", async () => {
    const { error } = await lookUp(createAddressGuard([], dns.lookup), 'no-such-name.invalid');
    expect(error).toMatchObject({ hostname: 'no-such-name.invalid' });
    expect(error).not.toBeInstanceOf(AddressRefusedError);
  });

  it('that answers differently each time never leads a socket where it was not checked', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    // A TCP server's address is an AddressInfo once it listens.
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    const rebinding: LookupFunction = (name, options, callback) => {
      asked += 1;
      resolvesTo(asked === 1 ? '127.0.0.2' : '127.0.0.1')(name, options, callback);
    };
    const dial = (allow: string[]) =>
      new Promise<string>((resolve) => {
        const guard = createAddressGuard(allow, rebinding);
        const socket = connect({ host: 'hooks.example.net', port, lookup: guard.lookup });
        socket.on('connect', () => resolve('connected'));
        socket.on('error', ({ name }) => resolve(name));
        socket.on('close', () => socket.destroy());
      });
    // The first answer is permitted but nobody listens there; the second would be answered, but is never asked for.
    expect(await dial(['127.0.0.2/32'])).toBe('Error');
    expect([asked, connections]).toEqual([1, 0]);
    expect(await dial(['127.0.0.2/32'])).toBe('AddressRefusedError');
    expect([asked, connections]).toEqual([2, 0]);
    expect(await dial(['127.0.0.1/32'])).toBe('connected');
    server.close();
  });
});
