import { expect, it } from 'vitest';
import type { PairSettings } from '../settings/settings.ts';
import { withStoredPairs } from './stored-pairs.ts';

const pair = (name: string): PairSettings => ({
  name,
  title: null,
  kind: 'isc',
  peer: 'pair',
  mutes: [],
  servers: [
    {
      role: 'primary',
      name: 'dhcp-a',
      host: '192.0.2.11',
      omapi: { port: 7911, key: { name: 'k', algorithm: 'hmac-md5', secret: 'very-secret' } },
      reach: {
        kind: 'ssh',
        host: '192.0.2.11',
        port: 22,
        user: 'pairwatch',
        privateKey: 'very-secret',
        passphrase: 'very-secret',
        hostKey: { kind: 'fingerprint', sha256: 'SHA256:x' },
      },
      config: { path: '/etc/dhcp/dhcpd.conf', test: true },
      leases: null,
      log: { kind: 'journal', unit: 'dhcpd.service' },
      clock: { ntp: null, ssh: true },
    },
  ],
});
const stored = (name: string) => ({
  name,
  sealed: name,
  revision: `revision of ${name}`,
  createdAt: '2025-11-21T10:42:00.000Z',
  actor: 'anna',
});
const openPair = async (sealed: string) => {
  if (sealed === 'locked') throw new Error('The key is gone. Restore it.');
  return pair(sealed);
};

it('adds what is stored to what is in the file, and says how each is reached without any secret', async () => {
  const { pairs, watched } = await withStoredPairs([pair('office')], [stored('branch')], openPair);
  expect(pairs.map(({ name }) => name)).toEqual(['office', 'branch']);
  expect(watched).toMatchObject([
    { name: 'office', origin: 'file', revision: null, problem: null },
    { name: 'branch', origin: 'stored', revision: 'revision of branch', problem: null },
  ]);
  expect(watched[1]?.servers).toEqual([
    {
      name: 'dhcp-a',
      role: 'primary',
      host: '192.0.2.11',
      omapiPort: 7911,
      keyName: 'k',
      account: 'pairwatch@192.0.2.11:22',
      config: '/etc/dhcp/dhcpd.conf',
      leases: null,
      log: 'journal of dhcpd.service',
      clocks: ['SSH'],
    },
  ]);
  expect(JSON.stringify(watched)).not.toContain('very-secret');
});

it('watches the one of the file where a name is in both, and names both places', async () => {
  const { pairs, watched } = await withStoredPairs([pair('office')], [stored('office')], openPair);
  expect(pairs).toHaveLength(1);
  expect(watched[1]).toMatchObject({
    origin: 'stored',
    problem: expect.stringMatching(/pairwatch\.yaml \(pairs\[0\]\) and is stored on the pages/),
  });
});

it('watches the others where one does not open, and says why', async () => {
  const { pairs, watched } = await withStoredPairs([], [stored('locked'), stored('branch')], openPair);
  expect(pairs.map(({ name }) => name)).toEqual(['branch']);
  expect(watched.map(({ name, problem }) => [name, problem])).toEqual([
    ['locked', 'The key is gone. Restore it.'],
    ['branch', null],
  ]);
});
