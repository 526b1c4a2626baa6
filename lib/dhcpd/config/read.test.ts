import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DhcpdConfigError } from './error.ts';
import { readDhcpdConfig } from './read.ts';
import { readTestcase, TESTCASES } from './testing/testcases.ts';

test.each(readdirSync(TESTCASES))('reads testcases/%s', async (name) => {
  await expect(`${JSON.stringify(await readTestcase(name), null, 2)}\n`).toMatchFileSnapshot(
    `testcases/${name}/expected.json`,
  );
});

function readTexts(files: Record<string, string>, includeFolder?: string) {
  const readText = async (path: string) => {
    const text = files[path];
    if (text === undefined) throw new Error(`${path} does not exist`);
    return text;
  };
  return readDhcpdConfig(
    '/etc/dhcp/dhcpd.conf',
    readText,
    includeFolder === undefined ? {} : { includeFolder },
  );
}

const read = (text: string) => readTexts({ '/etc/dhcp/dhcpd.conf': text });

async function errorOf(reading: Promise<unknown>): Promise<DhcpdConfigError> {
  const error = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DhcpdConfigError)) throw new Error(`expected a DhcpdConfigError, got ${error}`);
  return error;
}

test.each([
  [
    'an address out of range',
    'subnet 10.0.0.0 netmask 255.255.255.0 {\n  range 10.0.0.1 10.0.0.300;\n}',
    '2:18: found "10.0.0.300", expected an IPv4 address',
  ],
  ['a missing semicolon', 'option routers 10.0.0.1\n', '2:1: found the end of the file, expected ";"'],
  ['a missing semicolon in a block', 'group { default-lease-time 60 }', '1:31: found "}", expected ";"'],
  [
    'a block that never ends',
    'group {\n  subnet 10.0.0.0 netmask 255.0.0.0 { }\n',
    '3:1: found the end of the file, expected "}" for the block that begins in line 1',
  ],
  [
    'a passed-over block that never ends',
    'class "x" {\n',
    '2:1: found the end of the file, expected "}" for the block that begins in line 1',
  ],
  ['a string that never ends', 'option x "abc;\n', '1:10: found a string without end, expected a closing "'],
  ['a brace too many', 'group { } }', '1:11: found "}", expected a statement'],
  [
    'a pool outside any network',
    'pool { range 10.0.0.1; }',
    '1:1: found "pool", expected a pool only inside a subnet or shared network',
  ],
  [
    'a range outside any subnet',
    'shared-network x { range 10.0.0.1; }',
    '1:20: found "range", expected a range only inside a pool or subnet',
  ],
  ['a port that is no number', 'omapi-port seven;', '1:12: found "seven", expected a port number'],
  [
    'a short hba',
    'failover peer "p" { hba ff:00; }',
    '1:25: found "ff:00", expected 32 hex bytes with colons between them',
  ],
  [
    'a word that is no parameter of load balance',
    'failover peer "p" { load balance max secs 3; }',
    '1:38: found "secs", expected "seconds"',
  ],
  [
    'a pool in a group of a subnet',
    'subnet 10.0.0.0 netmask 255.0.0.0 { group { pool { range 10.0.0.1; } } }',
    '1:45: found "pool", expected a pool only inside a subnet or shared network',
  ],
  [
    'a subnet in a subnet',
    'subnet 10.0.0.0 netmask 255.0.0.0 { subnet 10.0.0.0 netmask 255.0.0.0 { } }',
    '1:37: found "subnet", expected a subnet only at the top level, in a group or in a shared network',
  ],
  [
    'a peer declared in a group',
    'group { failover peer "p" { } }',
    '1:9: found "failover", expected a failover peer only at the top level, in a shared network or in a pool',
  ],
  ['a peer referred to at the top level', 'failover peer "p";', '1:18: found ";", expected "{"'],
  [
    'a host in a host',
    'host a { host b { } }',
    '1:10: found "host", expected a host only outside the blocks of hosts and classes',
  ],
  ['a netmask given as a prefix length', 'subnet 10.0.0.0/24 { }', '1:16: found "/", expected "netmask"'],
  [
    'a range with a dash',
    'subnet 10.0.0.0 netmask 255.0.0.0 { range 10.0.0.1-10.0.0.9; }',
    '1:43: found "10.0.0.1-10.0.0.9", expected an IPv4 address',
  ],
  [
    'a hardware address with dashes',
    'host a { hardware ethernet 00-00-5e-00-53-01; }',
    '1:28: found "00-00-5e-00-53-01", expected hex bytes with colons between them',
  ],
  [
    'a permit for clients that there are none of',
    'subnet 10.0.0.0 netmask 255.0.0.0 { pool { allow booting; } }',
    '1:50: found "booting", expected clients such as "unknown-clients", "all clients" or "members of"',
  ],
  [
    'a threshold dhcpd has no room for',
    'log-threshold-high 256;',
    '1:20: found "256", expected a percentage up to 255',
  ],
  ['a number that C would not take', 'max-lease-time 09;', '1:16: found "09", expected a number of seconds'],
  ['a string for a statement', '"a b" 3;', '1:1: found the string "a b", expected a statement'],
  ['a byte order mark', '\ufeffgroup { }', '1:1: found a byte order mark, expected a statement'],
  ['a comment as in C', '/* x */', '1:1: found "/", expected a statement'],
  ['a letter outside ASCII', 'ä { }', '1:1: found the character U+00E4, expected a statement'],
])('says where %s is', async (_, text, expected) => {
  const error = await errorOf(read(text));
  expect(error.message.split('\n')[0]).toBe(`/etc/dhcp/dhcpd.conf:${expected}`);
});

test('shows the source line with a caret under the place, and no secret', async () => {
  const error = await errorOf(read('\tkey k { algorithm hmac-md5; secret c2VjcmV0 }'));
  const [, source, caret] = error.message.split('\n');
  expect(source).toBe('\tkey k { algorithm hmac-md5; secret ******** }');
  expect(caret).toMatch(/^\t +\^$/);
  expect(error.message).not.toContain('c2VjcmV0');
});

test('shows no byte that is none to read', async () => {
  const error = await errorOf(read('subnet 10.0.0.0 \0netmask;'));
  expect(error.message).toContain('subnet 10.0.0.0 \ufffdnetmask;');
});

test('shows only what of a long line is near the place', async () => {
  const error = await errorOf(read(`${'group { } '.repeat(1000)}}${' group { }'.repeat(1000)}`));
  const [, source = '', caret = ''] = error.message.split('\n');
  expect(source).toHaveLength(200);
  expect(source.charAt(caret.length - 1)).toBe('}');
});

test('keeps no secret', async () => {
  const config = await read(
    'key k { algorithm hmac-sha256; secret c2VjcmV0; } omapi-port 7911; omapi-key k;',
  );
  expect(config.keys).toMatchObject([{ name: 'k', algorithm: 'hmac-sha256', secretBits: 48 }]);
  expect(JSON.stringify(config)).not.toContain('c2VjcmV0');
});

test('finds relative includes in the folder of the file, or in the one that is given', async () => {
  const main = 'include "more.conf";';
  const beside = await readTexts({ '/etc/dhcp/dhcpd.conf': main, '/etc/dhcp/more.conf': 'omapi-port 1;' });
  expect(beside.omapiPort).toBe(1);
  const elsewhere = await readTexts(
    { '/etc/dhcp/dhcpd.conf': main, '/srv/more.conf': 'omapi-port 2;' },
    '/srv',
  );
  expect(elsewhere.omapiPort).toBe(2);
});

test('reads a file that two others include, but not one that includes itself', async () => {
  const shared = { '/a': 'include "/c";', '/b': 'include "/c";', '/c': 'default-lease-time 60;' };
  await readTexts({ '/etc/dhcp/dhcpd.conf': 'include "/a"; include "/b";', ...shared });
  const circle = errorOf(
    readTexts({ '/etc/dhcp/dhcpd.conf': 'include "/a";', '/a': '\ninclude "/b";', '/b': 'include "/a";' }),
  );
  expect((await circle).message).toContain('/b:1:9: /a includes itself: /etc/dhcp/dhcpd.conf → /a → /b → /a');
});

test('places an include that cannot be read where it is named', async () => {
  const error = await errorOf(read('\n  include "/gone.conf";'));
  expect(error.place).toEqual({ file: '/etc/dhcp/dhcpd.conf', line: 2, column: 11 });
  expect(error.message).toContain("the included file can't be read: /gone.conf does not exist");
});

test('a pool inherits the failover peer only from the shared network’s statements before it', async () => {
  const { pools } = await read(`shared-network x {
    subnet 10.0.0.0 netmask 255.0.0.0 { }
    pool { range 10.0.0.1; }
    failover peer "late";
    pool { range 10.0.0.2; }
  }`);
  expect(pools.map(({ peer }) => peer)).toEqual([null, 'late']);
});
