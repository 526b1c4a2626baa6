import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SECRET } from '../testing/fixtures.ts';
import { algorithmWireName, checkKey, createSigner, OMAPI_ALGORITHMS, parseAlgorithm } from './hmac.ts';

const LENGTHS = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };

test.each(Object.entries(LENGTHS))('hmac-%s signs with %i bytes and takes no other', (hash, macBytes) => {
  const algorithm = parseAlgorithm(`hmac-${hash}`) ?? 'hmac-md5';
  const signer = createSigner({ name: 'k', algorithm, secret: SECRET }, 7);
  const bytes = Buffer.from('some bytes');
  const signature = signer.sign(bytes);
  expect(signature).toEqual(createHmac(hash, 'secret-key-for-tests').update(bytes).digest());
  expect(signer).toMatchObject({ authid: 7, macBytes });
  expect(signer.verify(bytes, signature)).toBe(true);
  expect(signer.verify(Buffer.from('other bytes'), signature)).toBe(false);
  expect(signer.verify(bytes, signature.subarray(1))).toBe(false);
  expect(signer.verify(bytes, Buffer.alloc(0))).toBe(false);
});

test('algorithms are known by every way dhcpd.conf spells them', () => {
  for (const algorithm of OMAPI_ALGORITHMS) {
    const wire = algorithmWireName(algorithm);
    for (const text of [algorithm, algorithm.toUpperCase(), wire, wire.slice(0, -1), wire.toLowerCase()]) {
      expect(parseAlgorithm(text)).toBe(algorithm);
    }
  }
  expect(parseAlgorithm('hmac-sha3')).toBeUndefined();
  expect(parseAlgorithm('')).toBeUndefined();
});

describe('a key is checked before it is used', () => {
  const key = { name: 'k', algorithm: 'hmac-md5', secret: SECRET } as const;

  test('a good one passes', () => expect(() => checkKey(key)).not.toThrow());
  test.each([
    ['an empty name', { ...key, name: '' }, /empty name/],
    // As it may come from untyped settings.
    ['an unknown algorithm', { ...key, algorithm: 'md5' as 'hmac-md5' }, /"md5"; dhcpd knows hmac-md5, /],
    ['an empty secret', { ...key, secret: '' }, /not base64/],
    ['a secret in quotes', { ...key, secret: `"${SECRET}"` }, /without quotes/],
    ['a secret cut short', { ...key, secret: SECRET.slice(0, -1) }, /not base64/],
  ])('%s does not', (_, bad, text) => {
    expect(() => checkKey(bad)).toThrow(expect.objectContaining({ kind: 'key-malformed' }));
    expect(() => checkKey(bad)).toThrow(text);
  });
  test('its secret stays out of the message', () => {
    expect(() => checkKey({ ...key, secret: 'hunter2!' })).toThrow(/^(?!.*hunter2)/);
  });
});
