import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChunks, SECRET, VECTORS } from '../testing/fixtures.ts';
import { encodeRequest, type OmapiRequest } from './encode-request.ts';
import { createSigner, OMAPI_ALGORITHMS, type Signer } from './hmac.ts';
import { INTRO } from './message.ts';

const signer = (algorithm: (typeof OMAPI_ALGORITHMS)[number] = 'hmac-md5', authid = 42) =>
  createSigner({ name: 'omapi_key', algorithm, secret: SECRET }, authid);

const PEER = { open: 'failover-state', name: 'dhcp-failover' } as const;

describe('the vectors of reference 1.7', () => {
  const AUTHENTICATOR = { open: 'authenticator', name: 'omapi_key', algorithm: 'hmac-md5' } as const;

  test('intro', () => expect(INTRO.toString('hex')).toBe('0000006400000018'));
  test.each<[string, OmapiRequest, number, Signer | null, string]>([
    ['authenticator open', AUTHENTICATOR, 1, null, VECTORS.authenticatorOpen],
    ['failover-state open, hmac-md5', PEER, 2, signer(), VECTORS.failoverStateOpen],
    ['failover-state open, hmac-sha256', PEER, 2, signer('hmac-sha256'), VECTORS.failoverStateOpenSha256],
    ['refresh', { refresh: 17 }, 3, signer(), VECTORS.refresh],
  ])('%s', (_, request, id, signedWith, bytes) => {
    expect(encodeRequest(request, id, signedWith).toString('hex')).toBe(bytes);
  });
});

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const anyRequest: fc.Arbitrary<OmapiRequest> = fc.oneof(
  fc.record({
    open: fc.constant('authenticator' as const),
    name: fc.string(),
    algorithm: fc.constantFrom(...OMAPI_ALGORITHMS),
  }),
  fc.record({ open: fc.constant('failover-state' as const), name: fc.string({ unit: 'grapheme' }) }),
  fc.record({ open: fc.constant('lease' as const), ipAddress: fc.ipV4() }),
  fc.record({ open: fc.constant('control' as const) }),
  fc.record({ refresh: uint32 }),
);
const anySigner = fc.option(
  fc
    .tuple(fc.constantFrom(...OMAPI_ALGORITHMS), uint32)
    .map(([algorithm, authid]) => signer(algorithm, authid)),
);

function decodeOne(bytes: Buffer) {
  const { messages, feed } = readChunks([INTRO, bytes]);
  expect(messages).toHaveLength(1);
  expect(feed.bufferedBytes).toBe(0);
  const [message] = messages;
  if (!message) throw new Error('no message');
  return message;
}

test('every request reads back as what it was, with a signature that holds', () => {
  fc.assert(
    fc.property(anyRequest, uint32, anySigner, (request, id, signedWith) => {
      const message = decodeOne(encodeRequest(request, id, signedWith));
      expect(message).toMatchObject({ id, rid: 0, authid: signedWith?.authid ?? 0 });
      expect(message.message.get('type')?.toString()).toBe('open' in request ? request.open : undefined);
      expect(message.handle).toBe('refresh' in request ? request.refresh : 0);
      const name = 'name' in request ? request.name : undefined;
      expect(message.object.get('name')?.toString()).toBe(name);
      if ('ipAddress' in request) expect(message.object.get('ip-address')?.join('.')).toBe(request.ipAddress);
      if (signedWith) expect(signedWith.verify(message.signedBytes, message.signature)).toBe(true);
      else expect(message.signature).toHaveLength(0);
    }),
  );
});

describe('there is no way to write', () => {
  const KEYS: Record<string, string[]> = {
    authenticator: ['name', 'algorithm'],
    'failover-state': ['name'],
    lease: ['ip-address'],
    control: [],
  };

  test('whatever rides along on a request, only reading and look-up keys are encoded', () => {
    const smuggled = fc.dictionary(
      fc.constantFrom(
        'create',
        'update',
        'exclusive',
        'delete',
        'operation',
        'op',
        'handle',
        'state',
        'local-state',
        'message',
        'object',
      ),
      fc.anything(),
    );
    fc.assert(
      fc.property(anyRequest, smuggled, (request, extra) => {
        const message = decodeOne(encodeRequest({ ...extra, ...request }, 1, null));
        const type = message.message.get('type')?.toString();
        expect(message.operation).toBe('open' in request ? 'open' : 'refresh');
        expect([...message.message.keys()]).toEqual(type === undefined ? [] : ['type']);
        expect([...message.object.keys()]).toEqual(type === undefined ? [] : KEYS[type]);
      }),
    );
  });

  test.each([
    { update: 17 },
    { delete: 17 },
    { notify: 17 },
    { status: 0 },
    { create: 'lease' },
    { open: 'host', name: 'printer' },
    { open: 'group' },
    { open: 'class' },
    { open: 'subclass' },
    { open: 'interface' },
  ])('%o is refused at run time', (request) => {
    // What the type checker would not let through.
    expect(() => encodeRequest(request as unknown as OmapiRequest, 1, null)).toThrow(TypeError);
  });

  test('nor do the types have one', () => {
    // @ts-expect-error an update is no request
    const update: OmapiRequest = { update: 17, attributes: { 'local-state': 4 } };
    // @ts-expect-error an open takes no flags
    const create: OmapiRequest = { open: 'lease', ipAddress: '10.0.0.1', create: true };
    // @ts-expect-error opening a host without a key would allocate one
    const host: OmapiRequest = { open: 'host' };
    expect([update, create, host]).toHaveLength(3);
  });

  const ROOM = join(import.meta.dirname, '..');
  const sources = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('testing/'))
    .map((path) => ({ path, text: withoutComments(readFileSync(join(ROOM, path), 'utf8')) }));
  const filesWith = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  test('in the sources only the request encoder picks operations, and only the connection sends', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(filesWith(/OPERATION_NUMBERS\.(open|refresh)\b/)).toEqual(['codec/encode-request.ts']);
    expect(filesWith(/OPERATION_NUMBERS\.(?!open\b|refresh\b)|OPERATION_NUMBERS\[/)).toEqual([]);
    expect(filesWith(/encodeAttributes\(/).sort()).toEqual(['codec/encode-request.ts', 'codec/message.ts']);
    expect(filesWith(/['"`](create|exclusive)['"`]/)).toEqual([]);
    const writes = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\.(?:write|end|send)\((?:INTRO|bytes)\)/g)].map(([call]) => `${path} ${call}`),
    );
    expect(writes).toEqual(['connection.ts .write(INTRO)', 'connection.ts .write(bytes)']);
    expect(filesWith(/socket\.(write|end)\((?!INTRO\)|bytes\))/)).toEqual([]);
  });

  function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  }
});

test.each(['10.0.0', '10.0.0.256', '10.0.0.1.2', '::1', '', '10.0.0.x', '10.0.0.-1', ' 10.0.0.1'])(
  '"%s" is no address to ask for',
  (ipAddress) => {
    expect(() => encodeRequest({ open: 'lease', ipAddress }, 1, null)).toThrow(/not an IPv4 address/);
  },
);
