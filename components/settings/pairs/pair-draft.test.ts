import { describe, expect, it } from 'vitest';
import { KEPT_SECRET, type PairEntry } from '../../../lib/contracts/setup.ts';
import {
  copiedToSecond,
  draftOf,
  entryOf,
  NEW_PAIR,
  type PairDraft,
  withFound,
  withRole,
  withServer,
} from './pair-draft.ts';
import { PLACES, placeOf } from './places.ts';

const FULL: PairEntry = {
  name: 'office',
  title: 'Head office',
  peer: 'pair',
  servers: [
    {
      role: 'primary',
      name: 'dhcp-a',
      host: '192.0.2.11',
      omapi: { port: 17911, key: { name: 'k', algorithm: 'hmac-md5', secret: 'env:OMAPI_SECRET' } },
      reach: {
        ssh: {
          host: 'a.example.net',
          port: 2222,
          user: 'pairwatch',
          key: 'file:keys/a',
          passphrase: 'file:keys/a.passphrase',
          fingerprint: 'SHA256:x',
        },
      },
      config: { path: '/etc/dhcp/dhcpd.conf', test: false },
      leases: { path: '/var/lib/dhcp/dhcpd.leases' },
      log: { journal: 'isc-dhcp-server.service' },
      clock: { ntp: '192.0.2.9:1123', ssh: true },
    },
    {
      role: 'secondary',
      name: 'dhcp-b',
      host: '192.0.2.12',
      omapi: { port: 7911 },
      config: { path: 'b/dhcpd.conf' },
      log: { path: '/var/log/syslog', host: 'b' },
      clock: 'off',
    },
  ],
};

/** The first server of a new pair with something typed in. */
const first = (changes: Parameters<typeof withServer>[2]): PairDraft => withServer(NEW_PAIR, 0, changes);

describe('a draft', () => {
  it('of an entry means that entry', () => {
    expect(entryOf(draftOf(FULL))).toEqual(FULL);
    const alone: PairEntry = {
      ...FULL,
      servers: FULL.servers.map(({ role, name, host, omapi }) => ({
        role,
        name,
        host,
        omapi,
        clock: { ntp: true, ssh: false },
      })),
    };
    expect(entryOf(draftOf(alone))).toEqual(alone);
  });

  it('keeps a secret that is stored until another is typed', () => {
    const key = { name: 'k', algorithm: 'hmac-md5', secret: KEPT_SECRET };
    const [a, b] = FULL.servers;
    const stored = draftOf({
      ...FULL,
      servers: [{ ...a, omapi: { port: 7911, key } }, b] as PairEntry['servers'],
    });
    const secretOf = (draft: PairDraft) => entryOf(draft).servers[0]?.omapi.key?.secret;
    expect(stored.servers[0].secret).toEqual({ typed: '', isKept: true });
    expect(secretOf(stored)).toBe(KEPT_SECRET);
    expect(secretOf(withServer(stored, 0, { secret: { typed: 'YW5vdGhlcg==', isKept: true } }))).toBe(
      'YW5vdGhlcg==',
    );
  });

  it('sends a port that is no number as what it is not', () => {
    expect(entryOf(first({ port: '79 11' })).servers[0]?.omapi.port).toBeNaN();
  });

  it('asks nothing over SSH where there is no account', () => {
    const [server] = entryOf(
      first({ reach: 'none', clock: 'both', config: '/x', leases: '/y', logPlace: 'file', log: '/z' }),
    ).servers;
    expect(server).toEqual({
      role: 'primary',
      name: '',
      host: '',
      omapi: { port: 7911 },
      clock: { ntp: true, ssh: false },
    });
    expect(entryOf(first({ reach: 'local', clock: 'ssh' })).servers[0]?.clock).toBe('off');
  });

  it('has one server of each role', () => {
    expect(withRole(NEW_PAIR, 0, 'secondary').servers.map(({ role }) => role)).toEqual([
      'secondary',
      'primary',
    ]);
  });

  it('copies to the second server what is the same there, as long as nothing was typed', () => {
    const typed = first({
      name: 'dhcp-a',
      host: '192.0.2.11',
      keyName: 'k',
      keyFile: 'keys/a',
      fingerprint: 'SHA256:x',
    });
    const [, second] = copiedToSecond(typed).servers;
    expect(second).toMatchObject({
      role: 'secondary',
      name: '',
      host: '',
      keyName: 'k',
      keyFile: 'keys/a',
      fingerprint: '',
    });
    const own = withServer(typed, 1, { keyName: 'other' });
    expect(copiedToSecond(own)).toEqual(own);
  });
});

describe('what a test found', () => {
  const found = {
    role: 'secondary' as const,
    peers: ['pair'],
    partnerHost: '192.0.2.12',
    config: '/etc/dhcp/dhcpd.conf',
    leases: '/var/lib/dhcp/dhcpd.leases',
    log: '/var/log/syslog',
  };

  it('goes where nothing was typed', () => {
    const { draft, took } = withFound(first({ name: 'dhcp-a', logPlace: 'file' }), 0, found);
    expect(draft.peer).toBe('pair');
    expect(draft.servers).toMatchObject([
      { role: 'secondary', config: found.config, leases: found.leases, log: found.log },
      { role: 'primary', host: '192.0.2.12', config: '' },
    ]);
    expect(took).toHaveLength(6);
  });

  it('never takes the place of what was typed, nor chooses among several peers', () => {
    const typed = withServer({ ...first({ config: '/own' }), peer: '' }, 1, { host: 'b' });
    const { draft } = withFound(typed, 0, {
      peers: ['one', 'two'],
      config: '/other',
      partnerHost: 'c',
      log: '/l',
    });
    expect(draft).toEqual(typed);
  });
});

it.each([
  ['name', 0, 'host'],
  ['peer', 0, 'host'],
  ['servers.0.host', 0, 'host'],
  ['servers.1.omapi.key.secret', 1, 'omapi'],
  ['servers.1.reach.ssh.key', 1, 'files'],
  ['servers.0.log.journal', 0, 'files'],
  ['servers.1.clock', 1, 'clock'],
] as const)('a mistake at %s belongs to a step there is', (path, server, step) => {
  expect(placeOf(path)).toEqual({ server, step });
  expect(PLACES).toContainEqual({ server, step });
});
