import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LocalReach } from '../../reach/local/local-reach.ts';
import type { Reach } from '../../reach/reach.ts';
import { SshReach } from '../../reach/ssh/ssh-reach.ts';
import { TestSshd } from '../../reach/testing/sshd.ts';
import { configTester } from './config-test.ts';

/** A system account made for these tests, with a shell and no rights: /usr/sbin is not in its PATH. */
const USER = `pairwatch-t${process.pid}`;
const VERSION = /^\d+\.\d+/;

let sshd: TestSshd;
let conf: string;
let knownHosts: string;
const keys = { plain: '', script: '', sftpOnly: '', nothing: '' };
const reaches: Reach[] = [];

beforeAll(async () => {
  execFileSync('useradd', ['--system', '--no-create-home', '--home-dir', '/', '--shell', '/bin/sh', USER]);
  execFileSync('usermod', ['--password', '*', USER]);
  sshd = await TestSshd.start();
  await sshd.kill();
  await sshd.run({ extra: 'SetEnv PATH=/usr/bin:/bin' });
  mkdirSync(join(sshd.folder, 'etc dhcp'));
  conf = join(sshd.folder, 'dhcpd.conf');
  knownHosts = sshd.knownHosts('known_hosts', 'ed25519');
  keys.plain = sshd.authorize(USER, 'plain', 'restrict');
  keys.script = sshd.authorize(USER, 'script', `restrict,command="${scriptOfTheDocs()}"`);
  keys.sftpOnly = sshd.authorize(USER, 'sftp-only', 'restrict,command="internal-sftp -R"');
  keys.nothing = sshd.authorize(USER, 'nothing', 'restrict,command="echo go away; exit 1"');
});

afterAll(async () => {
  try {
    await sshd.close();
  } finally {
    execFileSync('userdel', [USER], { stdio: 'ignore' });
  }
});

beforeEach(() => rmSync(conf, { force: true }));

afterEach(async () => {
  for (const reach of reaches.splice(0)) await reach.close();
});

/** The script of docs/reach.md as an operator would install it, for the one file of these tests. */
function scriptOfTheDocs(): string {
  const docs = readFileSync(new URL('../../../docs/reach.md', import.meta.url), 'utf8');
  const [, script = ''] = /```sh\n(#!\/bin\/sh\n[^`]*)```/.exec(docs) ?? [];
  const text = script.replace(/^files=.*$/m, `files='${conf}'`);
  if (text === script) throw new Error('docs/reach.md has no script with a list of files');
  const path = join(sshd.folder, 'pairwatch-read');
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

function reachOf(kind: keyof typeof keys | 'local'): Reach {
  const reach =
    kind === 'local'
      ? new LocalReach()
      : new SshReach({
          host: '127.0.0.1',
          port: sshd.port,
          user: USER,
          privateKey: keys[kind],
          passphrase: null,
          hostKey: { kind: 'known-hosts', path: knownHosts },
        });
  reaches.push(reach);
  return reach;
}

/** What dhcpd says of a text, asked in a way. */
async function wordOn(kind: keyof typeof keys | 'local', text: string, path = conf) {
  writeFileSync(path, text);
  const ask = configTester({
    reach: reachOf(kind),
    path,
    remembered: async () => null,
    now: Date.now,
    onRefusal: () => {},
  });
  return ask({ hash: text, texts: new Map([[path, text]]) }, AbortSignal.timeout(20_000));
}

const SUBNET = 'subnet 10.0.0.0 netmask 255.255.255.0 {\n  range 10.0.0.5 10.0.0.9;\n}\n';
const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ';

describe.each(['local', 'plain', 'script'] as const)('dhcpd, asked in the way %s', (kind) => {
  test('takes a good file, and tells its version', async () => {
    const { test, testRefused } = await wordOn(kind, SUBNET);
    expect(testRefused).toBeNull();
    expect(test).toMatchObject({ ok: true, version: expect.stringMatching(VERSION) });
    expect(test?.output).toContain(`Config file: ${conf}`);
  });

  test('refuses a broken one, and says in which line', async () => {
    const { test, testRefused } = await wordOn(kind, `${SUBNET}optoin domain-name "x";\n`);
    expect(testRefused).toBeNull();
    expect(test).toMatchObject({ ok: false, version: expect.stringMatching(VERSION) });
    expect(test?.output).toContain(`${conf} line 4: semicolon expected.\noptoin domain-name`);
  });

  test('shows no secret, wherever it stands', async () => {
    for (const broken of [`secret ${SECRET}= foo;`, `secret\n ${SECRET}= foo;`, `secret "${SECRET}=" foo;`]) {
      const word = await wordOn(kind, `key k {\n algorithm hmac-md5;\n ${broken}\n}\n${SUBNET}`);
      expect(word.test).toMatchObject({
        ok: false,
        output: expect.stringContaining('*'.repeat(SECRET.length)),
      });
      expect(JSON.stringify(word)).not.toContain(SECRET.slice(0, 8));
    }
  });

  test('says nothing of a file whose include it may not open', async () => {
    const keyFile = join(sshd.folder, 'keys.conf');
    rmSync(keyFile, { force: true });
    writeFileSync(keyFile, `key k { algorithm hmac-md5; secret ${SECRET}; };\n`, { mode: 0o600 });
    const { test, testRefused } = await wordOn(kind, `include "${keyFile}";\n${SUBNET}`);
    // root, as which these tests run here, may open everything.
    if (kind === 'local') expect(test?.ok).toBe(true);
    else expect({ test, testRefused }).toEqual({ test: null, testRefused: expect.stringContaining(keyFile) });
  });
});

test('a path is passed on as it is', async () => {
  const path = join(sshd.folder, 'etc dhcp', `it's $(touch x) "quoted".conf`);
  for (const kind of ['local', 'plain'] as const)
    expect((await wordOn(kind, SUBNET, path)).test).toMatchObject({ ok: true });
});

test.each([
  ['sftpOnly', 'SFTP'],
  ['nothing', 'go away'],
] as const)(
  'dhcpd is not asked over an account of the kind %s, and the reason told',
  async (kind, reason) => {
    const word = await wordOn(kind, SUBNET);
    expect(word).toEqual({ test: null, testRefused: expect.stringContaining(reason) });
  },
);

test('the script of the docs has dhcpd test no other file', async () => {
  const { test, testRefused } = await wordOn('script', SUBNET, join(sshd.folder, 'other.conf'));
  expect(test).toBeNull();
  expect(testRefused).toContain('pairwatch-read: not allowed');
});
