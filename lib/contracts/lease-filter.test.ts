import { describe, expect, it } from 'vitest';
import {
  type FilteredLease,
  isEnded,
  type LeaseFilter,
  matchesLease,
  readClientId,
  readHostname,
  readIp,
  readMac,
} from './lease-filter.ts';

const at = (dotted: string) => dotted.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);

describe('readIp', () => {
  it.each([
    ['10.66.1.7', '10.66.1.7', '10.66.1.7'],
    ['10.66.1.0/24', '10.66.1.0', '10.66.1.255'],
    ['10.66.1.7/24', '10.66.1.0', '10.66.1.255'],
    ['10.66.1.7/32', '10.66.1.7', '10.66.1.7'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['223.255.255.250-224.0.0.1', '223.255.255.250', '224.0.0.1'],
    ['10.66.1.10 - 10.66.1.10', '10.66.1.10', '10.66.1.10'],
  ])('reads %s', (text, low, high) => {
    expect(readIp(text)).toEqual({ low: at(low), high: at(high) });
  });

  it.each([
    '',
    '10.66.1',
    '10.66.1.256',
    '10.66.1.0/33',
    '10.66.1.0/',
    '10.66.1.9-10.66.1.1',
    'a-b',
    '::1',
    '10.0.0.1-',
  ])('refuses %j', (text) => expect(readIp(text)).toBeNull());
});

describe('readMac', () => {
  it.each([
    ['00:50:56:AB:cd:ef', '00:50:56:ab:cd:ef'],
    ['00-50-56-ab-cd-ef', '00:50:56:ab:cd:ef'],
    ['0050.56ab.cdef', '00:50:56:ab:cd:ef'],
    ['005056abcdef', '00:50:56:ab:cd:ef'],
    ['0:50:56:ab:c:e', '00:50:56:ab:0c:0e'],
    ['00:5', '00:5'],
    ['00:50:', '00:50'],
    ['0:', '00'],
    ['0050.5', '00:50:5'],
    ['0050.', '00:50'],
    ['00505', '00:50:5'],
    ['0', '0'],
  ])('reads %s as %s', (text, prefix) => expect(readMac(text)).toBe(prefix));

  it.each(['', ':', '00:50-56', '00::50', '00:505', '050.56ab', 'xy', '00:50:5g', '0'.repeat(41)])(
    'refuses %j',
    (text) => expect(readMac(text)).toBeNull(),
  );
});

describe('readClientId', () => {
  it.each([
    ['01:00:50', ['01:00:50', '30:31:3a:30:30:3a:35:30', '00:30:31:3a:30:30:3a:35:30']],
    ['cafe', ['ca:fe', '63:61:66:65', '00:63:61:66:65']],
    ['käfer', ['6b:c3:a4:66:65:72', '00:6b:c3:a4:66:65:72']],
  ])('reads %s', (text, prefixes) => expect(readClientId(text)).toEqual(prefixes));

  it('refuses an empty text', () => expect(readClientId('')).toBeNull());
});

describe('matchesLease', () => {
  const NOW = 1_763_720_000;
  const lease: FilteredLease = {
    address: at('10.66.1.7'),
    state: 'active',
    ends: NOW - 1,
    hardware: '00:50:56:ab:cd:ef',
    clientId: '00:61:62:63',
    hostname: 'Reception_PC',
  };
  const ip = (text: string): LeaseFilter => ({ addresses: readIp(text) ?? { low: 1, high: 0 } });

  it.each<[LeaseFilter, boolean]>([
    [{}, true],
    [ip('10.66.1.0/29'), true],
    [ip('10.66.1.8-10.66.1.9'), false],
    [{ hardware: '00:50:5' }, true],
    [{ hardware: '0:50' }, false],
    [{ clientIds: ['61:62', '00:61:62'] }, true],
    [{ clientIds: ['61:62'] }, false],
    [{ hostname: 'ion_p' }, true],
    [{ hostname: 'ion%p' }, false],
    [{ hostnameStart: 'reception_' }, true],
    [{ hostnameStart: 'ion_p' }, false],
    [{ state: 'active' }, true],
    [{ state: 'ended' }, true],
    [{ state: 'free' }, false],
    [{ hardware: '00', state: 'free' }, false],
  ])('%j: %s', (filter, expected) => expect(matchesLease(filter, lease, NOW)).toBe(expected));

  it('finds no holder where there is none', () => {
    const bare = { ...lease, hardware: null, clientId: null, hostname: null };
    for (const filter of [{ hardware: '0' }, { clientIds: ['0'] }, { hostname: 'a' }, { hostnameStart: 'a' }])
      expect(matchesLease(filter, bare, NOW)).toBe(false);
  });

  it('holds no lease for ended that never ends, has no end, ends now or is not active', () => {
    for (const ends of [0x7fffffff, null, NOW]) expect(isEnded({ ...lease, ends }, NOW)).toBe(false);
    expect(isEnded({ ...lease, ends: 0x7fffffff }, 2 ** 32)).toBe(false);
    expect(isEnded({ ...lease, state: 'expired' }, NOW)).toBe(false);
  });
});

it('reads a hostname in small letters', () => {
  expect(readHostname('Reception-PC')).toBe('reception-pc');
  expect(readHostname('')).toBeNull();
});
