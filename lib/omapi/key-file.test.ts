import { describe, expect, test } from 'vitest';
import { readKeyFile } from './key-file.ts';
import { SECRET } from './testing/fixtures.ts';

const DHCPD = `
# the monitor's key
key omapi_key {
  algorithm HMAC-SHA256;   # any case will do
  secret ${SECRET};
}
`;
const NAMED = `key "Monitor.Key." { /* named's way */ algorithm "hmac-sha512"; secret "${SECRET}"; };`;

describe('one block', () => {
  test('as dhcpd.conf has it', () => {
    expect(readKeyFile(DHCPD, {})).toEqual({ name: 'omapi_key', algorithm: 'hmac-sha256', secret: SECRET });
  });
  test('as named has it', () => {
    expect(readKeyFile(NAMED, {})).toEqual({
      name: 'Monitor.Key.',
      algorithm: 'hmac-sha512',
      secret: SECRET,
    });
  });
  test('on one line, in any order, with the long algorithm', () => {
    const text = `KEY k{secret ${SECRET};algorithm hmac-md5.SIG-ALG.REG.INT;}`;
    expect(readKeyFile(text, {})).toEqual({ name: 'k', algorithm: 'hmac-md5', secret: SECRET });
  });
  test('a secret may begin with two slashes', () => {
    expect(readKeyFile('key k { secret //8=; } // that was it', {}).secret).toBe('//8=');
  });
  test('an algorithm given outweighs the file’s; none at all is hmac-md5', () => {
    expect(readKeyFile(DHCPD, { algorithm: 'hmac-sha1' }).algorithm).toBe('hmac-sha1');
    expect(readKeyFile(`key k { secret ${SECRET}; }`, {}).algorithm).toBe('hmac-md5');
  });
});

describe('several blocks', () => {
  test('the name chooses, whatever its case', () => {
    expect(readKeyFile(DHCPD + NAMED, { name: 'OMAPI_KEY' })).toMatchObject({ algorithm: 'hmac-sha256' });
    expect(readKeyFile(DHCPD + NAMED, { name: 'monitor.key.' })).toMatchObject({ algorithm: 'hmac-sha512' });
  });
});

test('the bare secret', () => {
  expect(readKeyFile(`${SECRET}\n`, { name: 'k' })).toEqual({
    name: 'k',
    algorithm: 'hmac-md5',
    secret: SECRET,
  });
});

test.each([
  ['two blocks and no name', DHCPD + NAMED, {}, /declares "omapi_key", "Monitor.Key."; say which/],
  ['no block of that name', DHCPD, { name: 'other' }, /declares "omapi_key", not "other"/],
  ['a bare secret and no name', SECRET, {}, /name must be given/],
  ['no secret', 'key k { algorithm hmac-md5; }', {}, /"k" .*no `secret`/],
  ['an empty secret', 'key k { secret ; }', {}, /"k" .*no `secret`/],
  ['a foreign algorithm', `key k { algorithm gss-tsig; secret ${SECRET}; }`, {}, /gss-tsig/],
  ['something else', 'hunter2 and more', { name: 'k' }, /not base64/],
  ['nothing', '', { name: 'k' }, /not base64/],
  ['a block cut short', 'key k { secret', {}, /no `secret`/],
])('%s is refused', (_, text, wanted, message) => {
  expect(() => readKeyFile(text, wanted)).toThrow(expect.objectContaining({ kind: 'key-malformed' }));
  expect(() => readKeyFile(text, wanted)).toThrow(message);
  expect(() => readKeyFile(text, wanted)).toThrow(/^(?!.*(hunter2|c2Vj))/);
});
