import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSettings } from '../../lib/settings/load.ts';
import { createLab } from './lab.ts';
import { identify } from './processes.ts';

const NAME = `labtest-${process.pid}`;
const MAIN = join(import.meta.dirname, 'main.ts');
const HOLD_LAB = join(import.meta.dirname, 'testing/hold-lab.ts');
const CLOCK_OFFSET = join(import.meta.dirname, 'testing/clock-offset.ts');
/** Longer than max-response-delay, and than dhcpd's slowest way back to its partner. */
const SETTLED_MS = 30_000;
const MCLT_SECONDS = 15;
const NORMAL = { a: 'normal', b: 'normal' } as const;
const APART = { a: 'communications-interrupted', b: 'communications-interrupted' } as const;

const lab = createLab({ name: NAME });

function tsx(script: string, ...args: string[]): string[] {
  return ['--import', 'tsx', script, ...args];
}

async function finished(child: ChildProcess): Promise<{ code: number; stdout: string; stderr: string }> {
  if (!child.stdout || !child.stderr) throw new Error('started without pipes');
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr };
}

/** The lab's command line, as another process, in the lab named here. */
function cli(args: string[], env: Record<string, string> = {}) {
  return finished(
    spawn(process.execPath, tsx(MAIN, ...args), { env: { ...process.env, PAIRWATCH_LAB: NAME, ...env } }),
  );
}

/** Seconds a server's NTP is ahead, as the monitor sees it. */
async function ntpOffset(host: string): Promise<number> {
  return Number((await finished(lab.exec('monitor', process.execPath, tsx(CLOCK_OFFSET, host)))).stdout);
}

/** Runs a command on a server over SSH from the monitor. */
async function overSsh(server: 'a' | 'b', command: string): Promise<string> {
  const { host, user, privateKeyPath, knownHostsPath } = lab.ssh(server);
  const options = ['-F', '/dev/null', '-i', privateKeyPath, '-o', `UserKnownHostsFile=${knownHostsPath}`];
  const strict = ['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'];
  const child = lab.exec('monitor', 'ssh', [...options, ...strict, `${user}@${host}`, command]);
  const { code, stdout, stderr } = await finished(child);
  if (code !== 0) throw new Error(`ssh ended with ${code}: ${stderr}`);
  return stdout.trim();
}

function namespacesOf(name: string): string[] {
  return existsSync('/run/netns')
    ? readdirSync('/run/netns').filter((ns) => ns.startsWith(`pw-${name}-`))
    : [];
}

/** Pids of every process whose command line names this lab's folder. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid !== process.pid && identify(pid) && commandLine(pid).includes(`${folder}/`));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return ''; // ended between the listing and now
  }
}

describe('a lab that is up', () => {
  beforeAll(async () => {
    await lab.up({ mcltSeconds: MCLT_SECONDS, algorithm: 'hmac-sha256' });
  });
  afterAll(() => lab.down());

  test('has both servers normal and everything running', async () => {
    const { namespaces, faults, servers } = await lab.status();
    expect(namespaces.toSorted()).toEqual(namespacesOf(NAME).toSorted());
    expect(namespaces).toHaveLength(5);
    expect(faults).toEqual([]);
    for (const { failover, daemons } of Object.values(servers)) {
      expect(failover).toMatchObject({ local: 'normal', partner: 'normal' });
      expect(Object.keys(daemons).toSorted()).toEqual(['chronyd', 'dhcpd', 'sshd']);
    }
  });

  test('gives settings that Pairwatch accepts', async () => {
    const path = join(lab.folder, 'a', 'pairwatch.yaml');
    const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    const endpoints = [{ name: 'ops', url: 'http://10.66.0.1:9000/hook', secret, allow: ['10.66.0.0/24'] }];
    writeFileSync(path, lab.settingsYaml({ endpoints, listen: '127.0.0.1:8067', data: './data' }));
    const settings = await loadSettings({ path, cwd: '/', env: {} });
    const { host, port, keyName, algorithm, secret: omapiSecret } = lab.omapi('b');
    expect(settings.pairs[0]?.servers[1]).toMatchObject({
      name: 'dhcp-b',
      host,
      omapi: { port, key: { name: keyName, algorithm, secret: omapiSecret } },
      leases: { path: lab.leases('b') },
    });
    expect(settings.endpoints).toHaveLength(1);
  });

  test('takes real leases through both servers', async () => {
    const clients = 60;
    expect(await lab.load(clients)).toEqual({ clients, offered: clients, acknowledged: clients });
    for (const server of ['a', 'b'] as const) {
      expect(readFileSync(lab.log(server), 'utf8')).toMatch(/^DHCPACK on 10\.66\.\d+\.\d+ to 02:01:/m);
      expect(lab.poolCounts(server).desks.taken).toBe(clients);
    }
  });

  test('loses a server and gets it back', async () => {
    const pid = lab.serverPid('a');
    const { atMs, ...killed } = await lab.kill('a');
    expect(killed).toEqual({ pid });
    expect(Date.now() - atMs).toBeGreaterThanOrEqual(0);
    expect(lab.serverPid('a')).toBeUndefined();
    expect(await lab.failoverState('a')).toBeUndefined();
    await lab.waitForStates({ b: 'communications-interrupted' }, SETTLED_MS);
    await expect(lab.kill('a')).rejects.toThrow('a: dhcpd does not run');

    const started = await lab.start('a');
    expect(lab.serverPid('a')).toBe(started.pid);
    await lab.waitForStates(NORMAL, SETTLED_MS);
    await expect(lab.start('a')).rejects.toThrow(`a: dhcpd runs already, pid ${started.pid}`);
  });

  test('is driven from inside the monitor as well', async () => {
    const inside = (...args: string[]) =>
      finished(
        lab.exec('monitor', process.execPath, tsx(MAIN, ...args), {
          env: { ...process.env, PAIRWATCH_LAB: NAME },
        }),
      );
    const pid = lab.serverPid('b');
    expect(await inside('stop', 'b')).toMatchObject({ code: 0, stdout: `b: stopped dhcpd pid ${pid}\n` });
    await lab.waitForStates({ a: 'communications-interrupted' }, SETTLED_MS);
    expect((await inside('start', 'b')).stdout).toMatch(/^b: started dhcpd pid \d+\n$/);
    await lab.waitForStates(NORMAL, SETTLED_MS);
    expect(await inside('down')).toMatchObject({ code: 1, stderr: expect.stringContaining('leave the lab') });
  });

  test('cuts the servers from each other and not from the monitor', async () => {
    await lab.partition();
    await lab.waitForStates(APART, SETTLED_MS);
    expect((await lab.status()).faults).toEqual(['a and b cut from each other']);
    await lab.heal();
    await lab.waitForStates(NORMAL, SETTLED_MS);
  });

  test('cuts a server from everybody', async () => {
    await lab.isolate('a');
    await lab.waitForStates({ b: 'communications-interrupted' }, SETTLED_MS);
    expect(await lab.failoverState('a')).toBeUndefined();
    expect((await lab.status()).faults).toEqual(['a cut from everybody']);
    await lab.heal();
    await lab.waitForStates(NORMAL, SETTLED_MS);
  });

  test('cuts the monitor from everybody', async () => {
    await lab.isolate('monitor');
    expect(await lab.failoverState('a')).toBeUndefined();
    expect(await lab.failoverState('b')).toBeUndefined();
    expect((await lab.status()).faults).toEqual(['monitor cut from everybody']);
    await lab.heal();
    expect(await lab.failoverState('a')).toMatchObject({ local: 'normal' });
  });

  test('shifts the clock of a server, for all who ask it', async () => {
    await lab.skew('a', 20);
    await lab.waitForStates(NORMAL, SETTLED_MS);
    expect(await ntpOffset(lab.omapi('a').host)).toBeCloseTo(20, 0);
    expect(await ntpOffset(lab.omapi('b').host)).toBeCloseTo(0, 0);
    const [theirs, ours] = [Number(await overSsh('a', 'date +%s')), Date.now() / 1000];
    expect(Math.abs(theirs - ours - 20)).toBeLessThan(5);
    const [a, b] = await Promise.all([lab.failoverState('a'), lab.failoverState('b')]);
    // Both stamps are of the moment b told a that it is normal again.
    expect(Math.abs((a?.partnerSince ?? 0) - (b?.localSince ?? 0) - 20)).toBeLessThan(5);
  });

  test('keeps the servers apart when their clocks are too far apart', async () => {
    await lab.skew('a', -90);
    await lab.waitForStates({ b: 'communications-interrupted' }, SETTLED_MS);
    expect(readFileSync(lab.log('b'), 'utf8')).toContain('time offset too large');
    await lab.skew('a', 0);
    await lab.waitForStates(NORMAL, SETTLED_MS);
    expect(await ntpOffset(lab.omapi('a').host)).toBeCloseTo(0, 0);
  });

  test('fills a pool of either network', async () => {
    expect(await lab.fill('guests')).toMatchObject({ size: 150 });
    expect(await lab.fill('phones')).toMatchObject({ size: 200 });
  });

  test('has a server told that its partner is down', async () => {
    await expect(lab.partnerDown('b')).rejects.toThrow('b is normal; partner-down needs');
    await lab.kill('a');
    await lab.waitForStates({ b: 'communications-interrupted' }, SETTLED_MS);
    await lab.partnerDown('b');
    await lab.waitForStates({ b: 'partner-down' }, SETTLED_MS);
    await lab.start('a');
    // It may have to wait in recover-wait until MCLT has passed since its last change of state.
    await lab.waitForStates(NORMAL, SETTLED_MS + MCLT_SECONDS * 1000);
    expect(readFileSync(lab.log('a'), 'utf8')).toContain('I move from startup to recover');
  });

  test('says at the deadline what it found', async () => {
    await expect(lab.waitForStates({ b: 'shutdown' }, 0)).rejects.toThrow(
      /b is normal, expected shutdown; the end of its log:\n {2}/,
    );
  });

  test('belongs to the process that brought it up while that lives', async () => {
    const { code, stderr } = await cli(['up']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`belongs to process ${process.pid}`),
    });
    expect(await lab.failoverState('a')).toBeDefined();
  });

  test('is gone without a trace after down', async () => {
    const stray = lab.exec('client', 'sleep', ['600'], { detached: true, stdio: 'ignore' });
    const pids = [stray.pid, ...processesOf(lab.folder)];
    expect(pids).toHaveLength(7);
    expect(await lab.down()).toEqual({ processes: 7, namespaces: expect.any(Array) });
    expect(pids.map((pid) => identify(pid ?? 0))).toEqual(pids.map(() => undefined));
    expect(namespacesOf(NAME)).toEqual([]);
    expect(existsSync(lab.folder)).toBe(false);
    const shared = readdirSync('/dev/shm').filter((name) => pids.some((pid) => name.endsWith(`_${pid}`)));
    expect(shared).toEqual([]);
    await expect(lab.status()).rejects.toThrow(`the lab "${NAME}" is not up`);
    expect(await lab.down()).toEqual({ processes: 0, namespaces: [] });
  });
});

describe('after the process that brought the lab up was killed', () => {
  afterAll(() => lab.down());

  function holdLab(): ChildProcess {
    return spawn(process.execPath, tsx(HOLD_LAB), { env: { ...process.env, PAIRWATCH_LAB: NAME } });
  }

  test('in the middle of it, up removes what there was', async () => {
    const holder = holdLab();
    await expect.poll(() => namespacesOf(NAME).length, { timeout: SETTLED_MS }).toBeGreaterThan(0);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const { removed } = await lab.up();
    expect(removed.namespaces.length).toBeGreaterThan(0);
    expect(await lab.failoverState('a')).toMatchObject({ local: 'normal' });
    await lab.down();
  });

  test('later on, up removes a whole lab', async () => {
    const holder = holdLab();
    if (!holder.stdout) throw new Error('started without pipes');
    await once(holder.stdout, 'data');
    const before = processesOf(lab.folder);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await cli(['up'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('after removing 6 processes and 5 namespaces'),
    });
    expect(before.map(identify)).toEqual(before.map(() => undefined));
    expect(processesOf(lab.folder)).toHaveLength(6);
  });
});

describe('the command line', () => {
  test.each([
    [['fly'], 2, 'lab: the verb is "fly"; allowed: up, down, kill,'],
    [['kill', 'c'], 2, 'lab: the server is "c"; allowed: a, b'],
    [['kill', 'a'], 1, 'is not up'],
  ])('%j ends with %i', async (args, code, message) => {
    const lost = { PAIRWATCH_LAB: `${NAME}-none` };
    expect(await cli(args, lost)).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) });
  });

  test('refuses a name that is none', async () => {
    expect(await cli(['status'], { PAIRWATCH_LAB: '../x' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`the lab's name is "../x"`),
    });
  });

  test('says what is missing on a machine that forbids namespaces', async () => {
    const child = spawn('setpriv', ['--bounding-set=-sys_admin', process.execPath, ...tsx(MAIN, 'up')]);
    expect(await finished(child)).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('missing: CAP_NET_ADMIN and CAP_SYS_ADMIN'),
    });
  });
});
