import { expect, it } from 'vitest';
import { linesToLook } from './omapi-access.ts';

const ACCESS = {
  host: '192.0.2.12',
  port: 7912,
  key: { name: 'omapi_key', algorithm: 'hmac-sha256' },
  readsLostOverSsh: false,
};
const ORDER = ['connect', 'new failover-state', 'set name = "office"', 'open'];

it('fills in all but the secret', () => {
  expect(linesToLook(ACCESS, 'dhcp-b', 'office').split('\n')).toEqual([
    'server 192.0.2.12',
    'port 7912',
    'key-algorithm hmac-sha256',
    'key omapi_key SECRET',
    ...ORDER,
  ]);
});

it('names no key where the server has none', () => {
  expect(linesToLook({ ...ACCESS, key: null }, 'dhcp-b', 'office').split('\n')).toEqual([
    'server 192.0.2.12',
    'port 7912',
    ...ORDER,
  ]);
});

it('leaves blanks for what is not known', () => {
  expect(linesToLook(null, 'dhcp-b', null).split('\n').slice(0, 7)).toEqual([
    'server dhcp-b',
    'port PORT',
    'key-algorithm ALGORITHM',
    'key KEYNAME SECRET',
    'connect',
    'new failover-state',
    'set name = "PEER"',
  ]);
});
