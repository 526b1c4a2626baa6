import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatSettingsError, loadSettings } from './load.ts';
import {
  createSettingsFolder,
  ENV,
  PAIR,
  SECRET,
  type SettingsFolder,
  settingsErrorOf,
} from './testing/settings-folder.ts';

let files: SettingsFolder;
let folder: string;
beforeAll(() => {
  files = createSettingsFolder();
  folder = files.path;
});
afterAll(() => files.remove());

const load = (yaml: string, env?: Record<string, string>) => files.load(yaml, env);
const problemsOf = (yaml: string, env?: Record<string, string>) => files.problemsOf(yaml, env);

const PRIVATE_KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----';
const FINGERPRINT = `SHA256:${'a'.repeat(43)}`;

const KEY = '{ name: k, algorithm: hmac-md5, secret: env:OMAPI_SECRET }';

const DAY_MS = 86_400_000;
const POLL = {
  omapiMs: 2000,
  omapiUnhealthyMs: 1000,
  poolsMs: 10_000,
  configMs: 60_000,
  leasesMs: 2000,
  logMs: 2000,
  clockMs: 60_000,
};
const YEAR_MS = 365 * 86_400_000;
const RETENTION = {
  eventsMs: 3 * YEAR_MS,
  deliveriesMs: YEAR_MS,
  alertsMs: YEAR_MS,
  incidentsMs: 3 * YEAR_MS,
  reportsMs: 3 * YEAR_MS,
  auditMs: 3 * YEAR_MS,
};
const HISTORY = {
  samplesMs: 3 * DAY_MS,
  fiveMinutesMs: 90 * DAY_MS,
  hoursMs: 3 * 365 * DAY_MS,
  leasesMs: 90 * DAY_MS,
};

describe('good settings', () => {
  test('fills in every default', async () => {
    const key = { name: 'k', algorithm: 'hmac-md5', secret: SECRET };
    expect(await load(PAIR)).toEqual({
      path: join(folder, 'pairwatch.yaml'),
      pairs: [
        {
          name: 'office',
          title: null,
          kind: 'isc',
          peer: 'pair',
          mutes: [],
          servers: [
            {
              role: 'primary',
              name: 'dhcp-a',
              host: '10.66.0.11',
              omapi: { port: 7911, key },
              reach: { kind: 'local' },
              config: null,
              leases: null,
              log: null,
              clock: null,
            },
            {
              role: 'secondary',
              name: 'dhcp-b',
              host: 'b.example.net',
              omapi: { port: 17911, key },
              reach: { kind: 'local' },
              config: null,
              leases: null,
              log: null,
              clock: null,
            },
          ],
        },
      ],
      endpoints: [],
      heartbeats: [],
      alerts: { layers: [], incidents: { stableMs: 300_000, reopenWithinMs: 3_600_000 } },
      maintenance: [],
      listen: { host: '127.0.0.1', port: 8067 },
      signIn: true,
      passwords: true,
      oidc: null,
      proxySignIn: null,
      publicUrl: null,
      trustedProxies: [],
      dataFolder: join(folder, 'data'),
      databaseUrl: `file:${join(folder, 'data', 'pairwatch.db')}`,
      poll: POLL,
      history: HISTORY,
      retention: RETENTION,
      backup: { folder: join(folder, 'data', 'database-backups'), everyMs: 86_400_000, keep: 7 },
      backups: { folder: join(folder, 'data', 'backups'), daily: 7, weekly: 5, monthly: 12 },
      log: { level: null, format: null },
      audit: { leaseReads: false },
      privacy: { macs: 'clear', names: 'clear' },
      warnings: [],
    });
  });

  test('takes everything that can be set', async () => {
    const settings = await load(
      `pairs:
  - name: office
    title: Head office
    kind: isc
    servers:
      - { role: secondary, name: b, host: b, omapi: { key: ${KEY} } }
      - { role: primary, name: a, host: a, omapi: { key: ${KEY} }, config: { path: conf/dhcpd.conf, test: false }, leases: { path: /l }, log: { path: log/syslog } }
listen: "[::1]:9000"
data: /srv/pairwatch
poll: { omapi: 500ms, pools: 1.5s, config: 1h, leases: 5m, log: 1s, clock: 16s }
history: { samples: 24h, five-minutes: 1y, hours: 5y, leases: 1d }
backups: { daily: 30, weekly: 0 }
`,
      { ...ENV, DATABASE_URL: 'postgresql://u:p@db/pairwatch' },
    );
    const [office] = settings.pairs;
    expect(office?.title).toBe('Head office');
    expect(office?.servers.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(office?.servers[0]).toMatchObject({
      config: { path: join(folder, 'conf/dhcpd.conf'), test: false },
      leases: { path: '/l' },
      log: { kind: 'file', path: join(folder, 'log/syslog') },
    });
    expect(settings.backups).toEqual({
      folder: '/srv/pairwatch/backups',
      daily: 30,
      weekly: 0,
      monthly: 12,
    });
    expect(settings.listen).toEqual({ host: '::1', port: 9000 });
    expect(settings.databaseUrl).toBe('postgresql://u:p@db/pairwatch');
    expect(settings.poll).toEqual({
      omapiMs: 500,
      omapiUnhealthyMs: 500,
      poolsMs: 1500,
      configMs: 3_600_000,
      leasesMs: 300_000,
      logMs: 1000,
      clockMs: 16_000,
    });
    expect(settings.history).toEqual({
      samplesMs: DAY_MS,
      fiveMinutesMs: 365 * DAY_MS,
      hoursMs: 5 * 365 * DAY_MS,
      leasesMs: DAY_MS,
    });
  });

  test('reads a secret from a file beside it, without its last newline', async () => {
    writeFileSync(join(folder, 'omapi.secret'), `${SECRET}\n`);
    const settings = await load(PAIR.replaceAll('env:OMAPI_SECRET', 'file:omapi.secret'), {});
    expect(settings.pairs[0]?.servers[1]?.omapi.key?.secret).toBe(SECRET);
  });

  test('takes an account on the server, whose paths are those of the server', async () => {
    writeFileSync(join(folder, 'id'), `${PRIVATE_KEY}\n`);
    writeFileSync(join(folder, 'known_hosts'), '# mine\nb ssh-ed25519 AAAA\n');
    const { pairs } = await load(
      PAIR.replace(
        '10.66.0.11,',
        '10.66.0.11, reach: { ssh: { user: pairwatch, key: file:id, knownHosts: file:known_hosts } }, config: { path: /c }, leases: { path: /l }, log: { path: /s },',
      ).replace(
        'b.example.net,',
        `b.example.net, reach: { ssh: { host: "fd00::1", port: 2222, user: u, key: file:id, passphrase: env:PASS, fingerprint: ${FINGERPRINT} } }, log: { journal: isc-dhcp-server.service },`,
      ),
      { ...ENV, PASS: 'open sesame' },
    );
    const [a, b] = pairs[0]?.servers ?? [];
    expect(a).toMatchObject({
      reach: {
        kind: 'ssh',
        host: '10.66.0.11',
        port: 22,
        user: 'pairwatch',
        privateKey: PRIVATE_KEY,
        passphrase: null,
        hostKey: { kind: 'known-hosts', path: join(folder, 'known_hosts') },
      },
      config: { path: '/c', test: true },
      leases: { path: '/l' },
      log: { kind: 'file', path: '/s' },
    });
    expect(b).toMatchObject({
      reach: {
        host: 'fd00::1',
        port: 2222,
        user: 'u',
        passphrase: 'open sesame',
        hostKey: { kind: 'fingerprint', sha256: FINGERPRINT },
      },
      log: { kind: 'journal', unit: 'isc-dhcp-server.service' },
    });
  });

  test.each([
    ['of this machine', 'log: { path: log/syslog, host: dhcp-a }', 'log: { path: ./log/syslog }', true],
    ['of one machine over SSH', sshLog('Central'), sshLog('central'), true],
    ['of two machines', sshLog('a'), sshLog('b'), false],
    ['here and over SSH', 'log: { path: /s }', sshLog('b'), false],
    ['of two names', 'log: { path: /s }', 'log: { path: /t }', false],
    ['of one server alone', 'log: { path: /s }', 'log: { journal: u.service }', false],
  ])('knows whether two logs are one: %s', async (_, ofPrimary, ofSecondary, isShared) => {
    writeFileSync(join(folder, 'id'), `${PRIVATE_KEY}\n`);
    const { pairs } = await load(
      PAIR.replace('10.66.0.11,', `10.66.0.11, ${ofPrimary},`).replace(
        'b.example.net,',
        `b.example.net, ${ofSecondary},`,
      ),
    );
    const host = ofPrimary.includes('host: dhcp-a') ? 'dhcp-a' : null;
    expect(pairs[0]?.servers[0]?.log).toMatchObject({ kind: 'file', host, isShared });
  });

  function sshLog(host: string): string {
    return `reach: { ssh: { host: ${host}, user: u, key: file:id, fingerprint: ${FINGERPRINT} } }, log: { path: /s }`;
  }

  const BY_SSH = `reach: { ssh: { user: u, key: file:id, fingerprint: ${FINGERPRINT} } }`;
  const ntp = (host: string, port = 123) => ({ host, port });

  test.each([
    ['files of this machine', '', null],
    ['an account', BY_SSH, { ntp: ntp('10.66.0.11'), ssh: true }],
    ['an account, off', `${BY_SSH}, clock: off`, null],
    ['an account, without NTP', `${BY_SSH}, clock: { ntp: false }`, { ntp: null, ssh: true }],
    ['an account, by NTP alone', `${BY_SSH}, clock: { ssh: false }`, { ntp: ntp('10.66.0.11'), ssh: false }],
    ['NTP alone', 'clock: { ntp: true }', { ntp: ntp('10.66.0.11'), ssh: false }],
    ['a host', 'clock: { ntp: time.example.net }', { ntp: ntp('time.example.net'), ssh: false }],
    ['a host and port', 'clock: { ntp: 192.0.2.1:1123 }', { ntp: ntp('192.0.2.1', 1123), ssh: false }],
    ['an IPv6 address', 'clock: { ntp: "fd00::1" }', { ntp: ntp('fd00::1'), ssh: false }],
    ['that with a port', 'clock: { ntp: "[fd00::1]:1123" }', { ntp: ntp('fd00::1', 1123), ssh: false }],
  ])('reads the clock with %s', async (_, more, clock) => {
    writeFileSync(join(folder, 'id'), PRIVATE_KEY);
    const { pairs } = await load(PAIR.replace('10.66.0.11,', `10.66.0.11, ${more && `${more},`}`));
    expect(pairs[0]?.servers[0]?.clock).toEqual(clock);
  });

  test('reads what is muted until when', async () => {
    const mute = '    mute:\n      - { finding: auto-partner-down, reason: agreed, until: 2027-01-31 }\n';
    const { pairs } = await load(PAIR + mute);
    const until = Date.parse('2027-01-31T00:00:00Z');
    expect(pairs[0]?.mutes).toEqual([{ finding: 'auto-partner-down', reason: 'agreed', until }]);
    const mistaken = mute.replace('reason: agreed', 'reason: ""').replace('2027-01-31', '31.1.2027');
    expect(await problemsOf(PAIR + mistaken)).toEqual([
      [8, 'pairs[0].mute[0].reason', '""', 'why it need not be told'],
      [8, 'pairs[0].mute[0].until', '"31.1.2027"', 'the day it is to be told again, such as 2027-01-31'],
    ]);
  });

  test('warns of a literal secret, a server without key and pages for everybody', async () => {
    const yaml = PAIR.replace('env:OMAPI_SECRET', SECRET).replace(
      `{ port: 17911, key: ${KEY} }`,
      '{ port: 17911 }',
    );
    const { warnings } = await load(`${yaml}listen: 0.0.0.0:8067\nsignIn: off\n`);
    expect(warnings.map(({ path }) => path)).toEqual([
      'pairs[0].servers[0].omapi.key.secret',
      'pairs[0].servers[1].omapi',
      'listen',
    ]);
    expect(JSON.stringify(warnings)).not.toContain(SECRET);
  });

  test('the example file is one', async () => {
    const path = fileURLToPath(new URL('../../pairwatch.example.yaml', import.meta.url));
    const settings = await loadSettings({ path, env: ENV, cwd: '/' });
    expect(settings.warnings).toEqual([]);
    expect(settings.pairs.map(({ name, servers }) => [name, servers.length])).toEqual([['office', 2]]);
    expect(settings.poll).toEqual(POLL);
    expect(settings.history).toEqual(HISTORY);
  });
});

describe('mistakes', () => {
  test('are reported all at once, each with its line, what was found and what was expected', async () => {
    const problems = await problemsOf(
      `pairs:
  - name: Office
    servers:
      - { role: primary, name: a, hots: 10.0.0.1, omapi: { key: { name: k, algorithm: hmac-md4, secret: "!" } } }
      - role: primary
        name: a
        host: "http://b"
        omapi: { port: 0 }
endpoints:
  - { name: ops, url: htp://x/token, secret: env:NOT_SET }
listen: 8067
poll: { omapi: 2 }
`,
      { DATABASE_URL: 'mysql://user:password@host/db' },
    );
    expect(problems).toEqual([
      [2, 'pairs[0].name', '"Office"', 'a name of small letters, digits and hyphens'],
      [
        2,
        'pairs[0].peer',
        'nothing, and no server has a config to find it in',
        'the failover peer name in dhcpd.conf',
      ],
      [3, 'pairs[0].servers', '2 primary and 0 secondary', 'exactly one primary and one secondary'],
      [4, 'pairs[0].servers[0].host', 'nothing', 'a host name or an IPv4 address, without a port'],
      [
        4,
        'pairs[0].servers[0].omapi.key.algorithm',
        '"hmac-md4"',
        'the algorithm of the key in dhcpd.conf, one of hmac-md5, hmac-sha1, hmac-sha224, hmac-sha256, hmac-sha384, hmac-sha512',
      ],
      [4, 'pairs[0].servers[0].hots', 'the unknown key "hots"', 'did you mean host?'],
      [
        4,
        'pairs[0].servers[0].omapi.key.secret',
        'a text of length 1, which is not base64',
        'the secret of the key as it stands in dhcpd.conf, in base64',
      ],
      [
        6,
        'pairs[0].servers[1].name',
        '"a" a second time',
        'a name that the other server of the pair does not have',
      ],
      [7, 'pairs[0].servers[1].host', '"http://b"', 'a host name or an IPv4 address, without a port'],
      [8, 'pairs[0].servers[1].omapi.port', '0', 'a port number from 1 to 65535'],
      [
        10,
        'endpoints[0].url',
        'a text of length 13, which is no such address',
        'a complete http:// or https:// address without user:password@ (headers can hold an Authorization)',
      ],
      [
        10,
        'endpoints[0].secret',
        'the environment variable NOT_SET, which is not set',
        'a variable that holds the secret',
      ],
      [11, 'listen', '8067', 'host:port, such as 127.0.0.1:8067 or "[::1]:8067"'],
      [12, 'poll.omapi', '2', 'a time from 500ms to 1m, such as 500ms, 2s or 1m'],
      [
        null,
        'environment variable DATABASE_URL',
        'an address of no database Pairwatch knows',
        'postgresql://user:password@host:5432/database, or nothing for SQLite in the data folder',
      ],
    ]);
  });

  test.each([
    ['an empty file', '', '', 'nothing'],
    ['a text', 'hello', '', '"hello"'],
    ['no list of pairs', 'pairs:', 'pairs', 'nothing'],
    ['an unknown key at the top', `${PAIR}lissen: x`, 'lissen', 'the unknown key "lissen"'],
    ['a pair name twice', PAIR + PAIR.slice('pairs:\n'.length), 'pairs[1].name', '"office" a second time'],
    [
      'one server only',
      PAIR.split('\n').slice(0, 5).join('\n'),
      'pairs[0].servers',
      '1 primary and 0 secondary',
    ],
    [
      'the same address twice',
      PAIR.replace('b.example.net, omapi: { port: 17911,', '10.66.0.11, omapi: {'),
      'pairs[0].servers[1].host',
      '10.66.0.11:7911 a second time',
    ],
    [
      'an IPv6 server',
      PAIR.replace('10.66.0.11', '"2001:db8::1"'),
      'pairs[0].servers[0].host',
      '"2001:db8::1"',
    ],
    ['a port too large', `${PAIR}listen: 127.0.0.1:80670`, 'listen', '"127.0.0.1:80670"'],
    ['an interval out of bounds', `${PAIR}poll: { pools: 1d }`, 'poll.pools', '"1d"'],
    [
      'an empty secret variable',
      PAIR.replace('env:OMAPI_SECRET', 'env:EMPTY'),
      'pairs[0].servers[0].omapi.key.secret',
      'the environment variable EMPTY, which is empty',
    ],
  ])('%s', async (_, yaml, path, found) => {
    const problems = await problemsOf(yaml, { ...ENV, EMPTY: '' });
    expect(problems.map(([, path, found]) => [path, found])).toEqual([[path, found]]);
  });

  describe('in how a server is reached', () => {
    const SSH = `user: u, key: file:id, fingerprint: ${FINGERPRINT}`;
    const withServer = (more: string) => PAIR.replace('10.66.0.11,', `10.66.0.11, ${more},`);
    const at = 'pairs[0].servers[0]';

    test.each([
      [
        'no user',
        'reach: { ssh: { key: file:id, knownHosts: file:known_hosts } }',
        'reach.ssh.user',
        'nothing',
      ],
      [
        'no host key',
        'reach: { ssh: { user: u, key: file:id } }',
        'reach.ssh',
        'neither knownHosts nor fingerprint',
      ],
      [
        'both host keys',
        `reach: { ssh: { ${SSH}, knownHosts: file:known_hosts } }`,
        'reach.ssh',
        'both knownHosts and fingerprint',
      ],
      [
        'a fingerprint of another kind',
        'reach: { ssh: { user: u, key: file:id, fingerprint: "MD5:aa:bb" } }',
        'reach.ssh.fingerprint',
        '"MD5:aa:bb"',
      ],
      [
        'a key that stands in the file itself',
        `reach: { ssh: { user: u, key: "${PRIVATE_KEY.split('\n')[0]}", fingerprint: ${FINGERPRINT} } }`,
        'reach.ssh.key',
        'a string of length 35',
      ],
      [
        'a public key',
        `reach: { ssh: { user: u, key: file:id.pub, fingerprint: ${FINGERPRINT} } }`,
        'reach.ssh.key',
        'the file id.pub, which is no private key',
      ],
      [
        'known hosts without any',
        'reach: { ssh: { user: u, key: file:id, knownHosts: file:comments } }',
        'reach.ssh.knownHosts',
        'the file comments, which names no host key',
      ],
      [
        'a passphrase that is not set',
        `reach: { ssh: { ${SSH}, passphrase: env:NOT_SET } }`,
        'reach.ssh.passphrase',
        'the environment variable NOT_SET, which is not set',
      ],
      [
        'a relative path there',
        `reach: { ssh: { ${SSH} } }, leases: { path: leases }`,
        'leases.path',
        '"leases"',
      ],
      [
        'an unknown key',
        `reach: { ssh: { ${SSH}, username: u } }`,
        'reach.ssh.username',
        'the unknown key "username"',
      ],
      [
        'a clock over SSH without an account',
        'clock: { ssh: true }',
        'clock.ssh',
        'true, but this server has no reach: ssh:',
      ],
      ['a clock that is no map', 'clock: true', 'clock', 'true'],
      ['an unknown way to a clock', 'clock: { npt: true }', 'clock.npt', 'the unknown key "npt"'],
      ['a word that YAML takes for a text', 'clock: { ntp: yes }', 'clock.ntp', '"yes"'],
      ['an NTP port that is none', 'clock: { ntp: "a:0" }', 'clock.ntp', '"a:0"'],
      ['a log of two kinds', 'log: { path: /s, journal: u.service }', 'log', 'both path and journal'],
      ['a journal of a host', 'log: { journal: u.service, host: a }', 'log.host', 'a host beside journal'],
      ['a name with a blank in the log', 'log: { path: /s, host: "a b" }', 'log.host', '"a b"'],
      ['a log of no kind', 'log: {}', 'log', 'neither path nor journal'],
      ['a unit that is an option', 'log: { journal: --file=/x }', 'log.journal', '"--file=/x"'],
    ])('%s', async (_, more, path, found) => {
      writeFileSync(join(folder, 'id'), PRIVATE_KEY);
      writeFileSync(join(folder, 'id.pub'), 'ssh-ed25519 AAAA me');
      writeFileSync(join(folder, 'known_hosts'), 'a ssh-ed25519 AAAA');
      writeFileSync(join(folder, 'comments'), '# a ssh-ed25519 AAAA\n');
      const problems = await problemsOf(withServer(more));
      expect(problems.map(([, path, found]) => [path, found])).toEqual([[`${at}.${path}`, found]]);
    });
  });

  test.each([
    ['history: { samples: 100d }', 'history.five-minutes', '90d, which is less than samples: 100d'],
    ['history: { five-minutes: 4y }', 'history.hours', '3y, which is less than five-minutes: 4y'],
    ['retention: { deliveries: 4y }', 'retention.events', '3y, which is less than deliveries: 4y'],
    ['retention: { audit: 1d }', 'retention.audit', '"1d"'],
    ['backup: { keep: 0 }', 'backup.keep', '0'],
    ['privacy: { macs: encrypted }', 'privacy.macs', '"encrypted"'],
    ['audit: { leaseReads: often }', 'audit.leaseReads', '"often"'],
    ['history: { leases: 0d }', 'history.leases', '"0d"'],
    ['poll: { clock: 15s }', 'poll.clock', '"15s"'],
    ['backups: { daily: 0 }', 'backups.daily', '0'],
    ['backups: { yearly: 3 }', 'backups.yearly', expect.any(String)],
    ['poll: { leases: 1ms }', 'poll.leases', '"1ms"'],
  ])('%s', async (line, path, found) => {
    const problems = await problemsOf(`${PAIR}${line}`);
    expect(problems.map(([, path, found]) => [path, found])).toEqual([[path, found]]);
  });

  test('a missing file says how to get one', async () => {
    const error = await settingsErrorOf(loadSettings({ path: 'none.yaml', env: {}, cwd: folder }));
    expect(formatSettingsError(error)).toContain(join(folder, 'none.yaml'));
    expect(formatSettingsError(error)).toMatch(/pairwatch\.example\.yaml.*npm run demo/);
  });

  test('a folder instead of a file is said to be one', async () => {
    const error = await settingsErrorOf(loadSettings({ path: '.', env: {}, cwd: folder }));
    expect(error.problems).toEqual([
      {
        path: '',
        line: null,
        found: 'a folder',
        expected: 'a settings file, such as pairwatch.yaml in that folder',
      },
    ]);
  });

  test('wrong YAML is shown with its line and a caret', async () => {
    const error = await settingsErrorOf(load('pairs:\n  - name: [office\n    peer: x\n'));
    expect(formatSettingsError(error)).toContain('line 3: column 5\n        peer: x\n        ^\n');
  });

  test('a key given twice is wrong YAML too', async () => {
    expect((await problemsOf('data: a\ndata: b\n'))[0]?.[0]).toBe(2);
  });

  test('a secret is never shown, not even on a line that is wrong YAML', async () => {
    const wrongYaml = await settingsErrorOf(load(`pairs:\n  - secret: "${SECRET}" x\n`));
    expect(JSON.stringify(wrongYaml.problems)).not.toContain(SECRET);
    const wrongSecret = await settingsErrorOf(load(PAIR.replace('env:OMAPI_SECRET', `${SECRET}%`), ENV));
    expect(formatSettingsError(wrongSecret)).not.toContain(SECRET);
    const wrongUrl = await settingsErrorOf(
      load(`${PAIR}endpoints: [{ name: x, url: "ftp://x/${SECRET}", secret: env:HOOK_SECRET }]`),
    );
    expect(formatSettingsError(wrongUrl)).not.toContain(SECRET);
  });
});
