import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSshClock } from '../clock/ssh-clock.ts';
import { ReachError } from '../error.ts';
import { FileFollower } from '../follow/follower.ts';
import type { Reach } from '../reach.ts';
import { makeKey, TestSshd } from '../testing/sshd.ts';
import type { SshAccount } from './account.ts';
import { SshReach } from './ssh-reach.ts';

/** A system account made for these tests, with a shell and no rights. */
const USER = `pairwatch-${process.pid}`;
const MIB = 1024 * 1024;

let sshd: TestSshd;
let files: string;
let knownHosts: string;
let ownKey: string;
const keys = {
  plain: '',
  sftpOnly: '',
  commandsOnly: '',
  script: '',
  clockOnly: '',
  nothing: '',
  talkative: '',
};
const reaches: SshReach[] = [];

beforeAll(async () => {
  execFileSync('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/sh',
    '--password',
    '*',
    USER,
  ]);
  sshd = await TestSshd.start();
  files = join(sshd.folder, 'files');
  mkdirSync(files);
  knownHosts = sshd.knownHosts('known_hosts', 'ed25519');
  ownKey = join(sshd.folder, 'plain');
  keys.plain = sshd.authorize(USER, 'plain', 'restrict');
  keys.sftpOnly = sshd.authorize(USER, 'sftp-only', 'restrict,command="internal-sftp -R"');
  keys.commandsOnly = sshd.authorize(USER, 'commands-only', `restrict,command="${commandsOnly()}"`);
  keys.script = sshd.authorize(USER, 'script', `restrict,command="${scriptOfTheDocs()}"`);
  keys.clockOnly = sshd.authorize(USER, 'clock-only', clockOnlyOfTheDocs());
  keys.talkative = sshd.authorize(USER, 'talkative', 'command="echo go; sleep 0.1; echo away; exit 1"');
  keys.nothing = sshd.authorize(USER, 'nothing', 'restrict,command="echo go away; exit 1"');
});

afterAll(async () => {
  try {
    await sshd.close();
  } finally {
    execFileSync('userdel', [USER], { stdio: 'ignore' });
  }
});

afterEach(async () => {
  for (const reach of reaches.splice(0)) await reach.close();
});

function commandsOnly(): string {
  const path = join(sshd.folder, 'commands-only.sh');
  const script =
    '#!/bin/sh\ncase $SSH_ORIGINAL_COMMAND in internal-sftp*) exit 1 ;; *) eval "$SSH_ORIGINAL_COMMAND" ;; esac\n';
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

const docs = readFileSync(new URL('../../../docs/reach.md', import.meta.url), 'utf8');

/** What docs/reach.md has stand before a key that may do nothing but read the clock. */
function clockOnlyOfTheDocs(): string {
  const [, options] = /^(restrict,command="while read .*) ssh-ed25519 /m.exec(docs) ?? [];
  if (!options) throw new Error('docs/reach.md has no key that may only read the clock');
  return options;
}

/** The script of docs/reach.md as an operator would install it, for the files of these tests. */
function scriptOfTheDocs(): string {
  const [, script = ''] = /```sh\n(#!\/bin\/sh\n[^`]*)```/.exec(docs) ?? [];
  const path = join(sshd.folder, 'pairwatch-read');
  const lease = join(files, 'leases');
  const text = script.replace(/^files=.*$/m, `files='${lease} ${lease}~'`);
  if (text === script) throw new Error('docs/reach.md has no script with a list of files');
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

type Account = Partial<SshAccount> & { privateKey: string };

function reachOf(account: Account, options: ConstructorParameters<typeof SshReach>[1] = {}): SshReach {
  const reach = new SshReach(
    {
      host: '127.0.0.1',
      port: sshd.port,
      user: USER,
      passphrase: null,
      hostKey: { kind: 'known-hosts', path: knownHosts },
      ...account,
    },
    {
      backoff: { firstMs: 1, factor: 1, maxMs: 1 },
      refusedBackoff: { firstMs: 1, factor: 1, maxMs: 1 },
      ...options,
    },
  );
  reaches.push(reach);
  return reach;
}

const soon = () => AbortSignal.timeout(20_000);

/** The error of an attempt to read any file. */
async function refusalOf(account: Account, options: ConstructorParameters<typeof SshReach>[1] = {}) {
  try {
    await reachOf(account, options).readText('/etc/hostname', soon());
  } catch (error) {
    if (error instanceof ReachError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

async function poll(follower: FileFollower): Promise<string> {
  let text = '';
  for await (const step of follower.poll(soon()))
    text +=
      step.kind === 'bytes'
        ? Buffer.from(step.bytes).toString()
        : `[${step.reason}${step.gap ? ', gap' : ''}]`;
  return text;
}

describe.each(['plain', 'sftpOnly', 'commandsOnly', 'script'] as const)(
  'an account of the kind %s',
  (kind) => {
    const START = `${'the beginning of a lease file\n'.repeat(50)}`;
    const NEW = `${'another one, written anew\n'.repeat(60)}`;
    let reach: Reach;
    let path: string;

    beforeEach(() => {
      reach = reachOf({ privateKey: keys[kind] });
      path = join(files, 'leases');
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, START);
    });

    const rewrite = (text: string) => {
      rmSync(`${path}~`, { force: true });
      linkSync(path, `${path}~`);
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    };

    test('reads a text', async () => {
      expect(await reach.readText(path, soon())).toBe(START);
    });

    test('follows growth, rewriting, emptying and absence', async () => {
      const follower = new FileFollower(reach, path, { resumeAt: null, formerNames: ['~'] });
      expect(await poll(follower)).toBe(`[first]${START}`);
      expect(await poll(follower)).toBe('');
      appendFileSync(path, 'one ');
      expect(await poll(follower)).toBe('one ');
      appendFileSync(path, 'two ');
      rewrite(NEW);
      expect(await poll(follower)).toBe(`two [replaced]${NEW}`);
      renameSync(path, `${path}.away`);
      await expect(poll(follower)).rejects.toMatchObject({ kind: 'not-found' });
      renameSync(`${path}.away`, path);
      appendFileSync(path, 'three ');
      expect(await poll(follower)).toBe('three ');
      truncateSync(path);
      appendFileSync(path, 'four ');
      expect(await poll(follower)).toBe('[truncated, gap]four ');
      await follower.close();
    });

    test('goes on where an earlier run stopped, also in the former file', async () => {
      const first = new FileFollower(reach, path, { resumeAt: null, formerNames: ['~'] });
      await poll(first);
      await first.close();
      const resumeAt = first.position;
      appendFileSync(path, 'one ');
      const again = () =>
        new FileFollower(reachOf({ privateKey: keys[kind] }), path, { resumeAt, formerNames: ['~'] });
      expect(await poll(again())).toBe('[resumed]one ');
      rewrite(NEW);
      expect(await poll(again())).toBe(`[resumed]one [replaced]${NEW}`);
    });

    test('a large file comes whole', async () => {
      const bytes = randomBytes(5 * MIB + 7);
      writeFileSync(path, bytes);
      const follower = new FileFollower(reach, path, { resumeAt: null, formerNames: ['~'] });
      const hash = createHash('sha256');
      for await (const step of follower.poll(soon())) if (step.kind === 'bytes') hash.update(step.bytes);
      expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
      await follower.close();
    });

    test('says that a file may not be read, and how that is mended', async () => {
      chmodSync(path, 0o600);
      await expect(reach.readText(path, soon())).rejects.toMatchObject({
        kind: 'permission',
        message: expect.stringContaining(`sudo setfacl -m u:${USER}:r ${path}`),
      });
    });

    test('says that a folder is no file', async () => {
      rmSync(path);
      mkdirSync(path);
      await expect(reach.readText(path, soon())).rejects.toMatchObject({ kind: 'unreadable' });
    });
  },
);

describe('commands', () => {
  test('run with their words as they are', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const odd = `it's $(echo bad) "quoted" \\ \n *`;
    expect(await reach.run(['printf', '%s', odd], soon())).toEqual({ stdout: odd, stderr: '', code: 0 });
    expect(await reach.run(['sh', '-c', 'echo no >&2; exit 3'], soon())).toEqual({
      stdout: '',
      stderr: 'no\n',
      code: 3,
    });
    await expect(reach.run(['head', '-c', '2000000', '/dev/zero'], soon())).rejects.toMatchObject({
      kind: 'too-large',
    });
  });

  test('a file of an odd name is read', async () => {
    const path = join(files, `it's $(touch x) "quoted" ü`);
    writeFileSync(path, 'well');
    for (const kind of ['plain', 'commandsOnly'] as const)
      expect(await reachOf({ privateKey: keys[kind] }).readText(path, soon())).toBe('well');
  });

  test('a stream gives lines as they come, then how it ended', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const steps: unknown[] = [];
    for await (const step of reach.stream(['sh', '-c', 'echo one; echo two; echo no >&2; exit 4'], soon()))
      steps.push(step);
    expect(steps).toEqual([
      { kind: 'line', text: 'one' },
      { kind: 'line', text: 'two' },
      { kind: 'ended', code: 4, stderr: 'no\n' },
    ]);
  });

  test('a stream that is left ends its command', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    let pid = 0;
    for await (const step of reach.stream(['sh', '-c', 'echo $$; exec sleep 600'], soon())) {
      if (step.kind === 'line') pid = Number(step.text);
      break;
    }
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test('a stream that is aborted says so', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const abort = new AbortController();
    const reading = (async () => {
      for await (const step of reach.stream(['sh', '-c', 'echo one; exec sleep 600'], abort.signal))
        if (step.kind === 'line') abort.abort(new Error('enough'));
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' });
  });

  test('are refused to who may only use SFTP', async () => {
    const reach = reachOf({ privateKey: keys.sftpOnly });
    await expect(reach.run(['date'], soon())).rejects.toMatchObject({ kind: 'not-allowed' });
  });

  test('other than those of the script are refused, and other files', async () => {
    const reach = reachOf({ privateKey: keys.script });
    expect(await reach.run(['id'], soon())).toMatchObject({ code: 126, stdout: '' });
    await expect(reach.readText('/etc/passwd', soon())).rejects.toMatchObject({ kind: 'not-allowed' });
    for (const trick of [
      `tail -c +1 -- '${join(files, 'leases')}' | head -c 5; id`,
      `tail -c +1 -- '${join(files, 'leases')}' | head -c $(id)`,
      `env LC_ALL=C stat -L -c '%d:%i:%W %s %Y' -- '${join(files, 'leases')}' /etc/shadow`,
      `journalctl --output=json --follow --no-pager --unit=isc-dhcp-server.service '--after-cursor=x' --file=/etc/shadow'`,
    ])
      expect(shell(keys.script, trick).stderr).toContain('pairwatch-read: not allowed');
  });

  test('an account that may do nothing is said to be one', async () => {
    const error = await refusalOf({ privateKey: keys.nothing });
    expect(error.kind).toBe('not-allowed');
    expect(error.message).toContain('go away');
  });

  test('an account that says more, and slower, is said to be the same', async () => {
    const error = await refusalOf({ privateKey: keys.talkative });
    expect(error.kind).toBe('not-allowed');
    expect(error.message).toContain('~/.bashrc');
  });
});

describe('the clock', () => {
  test.each(['plain', 'commandsOnly', 'script', 'clockOnly'] as const)(
    'is read by an account of the kind %s, and is that of this machine here',
    async (kind) => {
      const reading = await readSshClock(reachOf({ privateKey: keys[kind] }), soon());
      expect(Math.abs(reading.offsetMs)).toBeLessThanOrEqual(reading.uncertaintyMs);
      expect(reading.uncertaintyMs).toBeLessThan(500);
    },
  );

  test('is not read by an account that may only use SFTP, nor by one that may do nothing', async () => {
    for (const kind of ['sftpOnly', 'nothing'] as const)
      await expect(readSshClock(reachOf({ privateKey: keys[kind] }), soon())).rejects.toMatchObject({
        kind: 'not-allowed',
        message: expect.stringMatching(/sh -c 'while read .* see command= before its key in authorized_keys/),
      });
  });

  test('is not read where sshd is told to allow only SFTP', async () => {
    await sshd.kill();
    await sshd.run({ extra: 'ForceCommand internal-sftp' });
    const reading = readSshClock(reachOf({ privateKey: keys.plain }), soon());
    await expect(reading).rejects.toMatchObject({ kind: 'not-allowed' });
    await sshd.kill();
    await sshd.run({ extra: '' });
  });

  test('leaves nothing running behind', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const talk = await reach.converse(['sh', '-c', 'while read -r ask; do echo "$ask $$"; done'], soon());
    const pid = Number((await talk.ask('which process', soon())).text);
    expect(isRunning(pid)).toBe(true);
    talk.end();
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test('that can not be read any more, for the connection is cut, says so', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const talk = await reach.converse(['sh', '-c', 'read -r ask; echo "$ask once"; exec sleep 600'], soon());
    await talk.ask('anything', soon());
    const again = talk.ask('anything', soon());
    await sshd.kill();
    await expect(again).rejects.toMatchObject({ kind: 'disconnected' });
    await sshd.run();
  });
});

describe('the key', () => {
  test('that is not let in is refused with the line that mends it', async () => {
    const path = join(sshd.folder, 'stranger');
    makeKey(path, 'ed25519');
    const error = await refusalOf({ privateKey: readFileSync(path, 'utf8') });
    expect(error.kind).toBe('auth');
    expect(error.message).toContain(readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' '));
  });

  test('of an account that does not exist is refused', async () => {
    expect((await refusalOf({ privateKey: keys.plain, user: 'nobody-here' })).kind).toBe('auth');
  });

  test('may have a passphrase', async () => {
    const path = join(sshd.folder, 'plain-protected');
    copyFileSync(ownKey, path);
    chmodSync(path, 0o600);
    execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', path]);
    const privateKey = readFileSync(path, 'utf8');
    expect(await refusalOf({ privateKey })).toMatchObject({
      kind: 'key-unusable',
      message: expect.stringContaining('passphrase:'),
    });
    const wrong = await refusalOf({ privateKey, passphrase: 'wrong' });
    expect(wrong).toMatchObject({ kind: 'key-unusable' });
    expect(wrong.message).not.toContain('wrong');
    await reachOf({ privateKey, passphrase: 'open sesame' }).readText('/etc/hostname', soon());
  });
});

describe('the host key', () => {
  afterEach(async () => {
    await sshd.kill();
    await sshd.run({ hostKeys: ['ed25519'] });
  });

  const read = (hostKey: SshAccount['hostKey']) =>
    reachOf({ privateKey: keys.plain, hostKey }).readText('/etc/hostname', soon());
  const refused = (hostKey: SshAccount['hostKey']) => refusalOf({ privateKey: keys.plain, hostKey });

  test('may be any of several: the server is asked for one that is known', async () => {
    await sshd.kill();
    await sshd.run({ hostKeys: ['rsa', 'ecdsa', 'ed25519'] });
    for (const type of ['rsa', 'ecdsa', 'ed25519'] as const) {
      await read({ kind: 'known-hosts', path: sshd.knownHosts(`known_${type}`, type) });
      await read({ kind: 'fingerprint', sha256: sshd.hostKeyFingerprint(type) });
    }
  });

  test('that is unknown is refused, with what the server shows and how to take it', async () => {
    const path = sshd.knownHosts('known_none');
    const error = await refused({ kind: 'known-hosts', path });
    expect(error.kind).toBe('host-key-unknown');
    expect(error.message).toContain(sshd.hostKeyFingerprint('ed25519'));
    expect(error.message).toContain(`ssh-keyscan -t ed25519 -p ${sshd.port} 127.0.0.1 >> ${path}`);
  });

  test('that has changed is refused, with both fingerprints', async () => {
    const path = sshd.knownHosts('known_before', 'ed25519');
    const before = sshd.hostKeyFingerprint('ed25519');
    await sshd.kill();
    sshd.forgetHostKey('ed25519');
    await sshd.run();
    const after = sshd.hostKeyFingerprint('ed25519');
    knownHosts = sshd.knownHosts('known_hosts', 'ed25519');
    for (const hostKey of [
      { kind: 'known-hosts', path },
      { kind: 'fingerprint', sha256: before },
    ] as const) {
      const error = await refused(hostKey);
      expect(error.kind).toBe('host-key-changed');
      expect(error.message).toContain(before);
      expect(error.message).toContain(after);
    }
    expect((await refused({ kind: 'known-hosts', path })).message).toContain(
      `ssh-keygen -R '[127.0.0.1]:${sshd.port}' -f ${path}`,
    );
  });

  test('of a type that is not known any more is refused', async () => {
    const path = sshd.knownHosts('known_only_ed25519', 'ed25519');
    await sshd.kill();
    await sshd.run({ hostKeys: ['rsa'] });
    expect((await refused({ kind: 'known-hosts', path })).kind).toBe('host-key-changed');
  });

  test('that is revoked is refused', async () => {
    const path = sshd.knownHosts('known_revoked', 'ed25519');
    const line = readFileSync(path, 'utf8');
    writeFileSync(path, `${line}@revoked * ${line.split(' ').slice(1).join(' ')}`);
    expect((await refused({ kind: 'known-hosts', path })).kind).toBe('host-key-revoked');
  });

  test('can not be checked without its file', async () => {
    expect((await refused({ kind: 'known-hosts', path: '/nowhere/known_hosts' })).kind).toBe('known-hosts');
  });
});

describe('the connection', () => {
  test('is one, and kept', async () => {
    const path = join(files, 'kept');
    writeFileSync(path, 'one');
    const reach = reachOf({ privateKey: keys.plain });
    const before = sshd.logins();
    await Promise.all([1, 2, 3, 4].map(() => reach.readText(path, soon())));
    await reach.run(['true'], soon());
    expect(sshd.logins() - before).toBe(1);
  });

  test('is made again when sshd was killed and is back', async () => {
    const path = join(files, 'after-a-reboot');
    writeFileSync(path, 'one ');
    const follower = new FileFollower(reachOf({ privateKey: keys.plain }), path, {
      resumeAt: null,
      formerNames: [],
    });
    expect(await poll(follower)).toBe('[first]one ');
    await sshd.kill();
    await expect.poll(() => kindOf(poll(follower))).toBe('refused');
    appendFileSync(path, 'two ');
    await sshd.run();
    await expect.poll(() => poll(follower).catch(() => 'failed')).toBe('two ');
    await follower.close();
  });

  test('that is cut ends what runs over it', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    const streaming = (async () => {
      for await (const step of reach.stream(['sh', '-c', 'echo one; exec sleep 600'], soon()))
        if (step.kind === 'line') await sshd.kill();
    })();
    await expect(streaming).rejects.toMatchObject({ kind: 'disconnected' });
    await sshd.run();
  });

  test('that was closed is not made again', async () => {
    const reach = reachOf({ privateKey: keys.plain });
    await reach.run(['true'], soon());
    await reach.close();
    await expect(reach.run(['true'], soon())).rejects.toMatchObject({ kind: 'closed' });
  });
});

function kindOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ReachError ? error.kind : String(error)),
  );
}

function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1')); // one that ended may wait for its parent
  } catch {
    return false;
  }
}

/** What OpenSSH's own client gets for a command line that Pairwatch would never send. */
function shell(privateKey: string, command: string): { stdout: string; stderr: string } {
  const key = join(sshd.folder, 'trick-key');
  writeFileSync(key, privateKey, { mode: 0o600 });
  const options = [
    '-i',
    key,
    '-p',
    String(sshd.port),
    '-o',
    `UserKnownHostsFile=${knownHosts}`,
    '-o',
    'BatchMode=yes',
  ];
  const { stdout, stderr } = spawnSync('ssh', [...options, `${USER}@127.0.0.1`, command], {
    encoding: 'utf8',
  });
  return { stdout, stderr };
}
