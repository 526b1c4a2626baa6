import { expect, it } from 'vitest';
import { passkeyPlaceOf, passkeysServeAt } from './passkey-place.ts';

it.each([
  [undefined, { rpId: 'localhost', origin: null }],
  ['https://dhcp.example.net', { rpId: 'dhcp.example.net', origin: 'https://dhcp.example.net' }],
  ['https://dhcp.example.net:8443/', { rpId: 'dhcp.example.net', origin: 'https://dhcp.example.net:8443' }],
  ['http://localhost:8067', { rpId: 'localhost', origin: 'http://localhost:8067' }],
  ['http://dhcp.example.net', null],
  ['https://192.0.2.7', null],
  ['https://[2001:db8::7]', null],
  ['http://127.0.0.1:8067', null],
])('of the address %s, passkeys are bound to %o', (publicUrl, expected) => {
  expect(passkeyPlaceOf(publicUrl)).toEqual(expected);
});

it.each([
  [undefined, 'localhost:8067', true],
  [undefined, '127.0.0.1:8067', false],
  [undefined, '[::1]:8067', false],
  ['https://dhcp.example.net', 'DHCP.example.net', true],
  ['https://dhcp.example.net', 'other.example.net', false],
  ['https://192.0.2.7', '192.0.2.7', false],
  ['https://dhcp.example.net', null, false],
  ['https://dhcp.example.net', 'not a host', false],
])('with the address %s, whether a page at %s can use them is %s', (publicUrl, host, expected) => {
  expect(passkeysServeAt(passkeyPlaceOf(publicUrl), host)).toBe(expected);
});
