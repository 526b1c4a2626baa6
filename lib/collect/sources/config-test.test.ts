import { expect, it } from 'vitest';
import { ReachError } from '../../reach/error.ts';
import type { Command, CommandResult } from '../../reach/reach.ts';
import { configTester, type RememberedTest } from './config-test.ts';

const DAY_MS = 86_400_000;
const BANNER = 'Internet Systems Consortium DHCP Server 4.4.3-P1\n';
const PATH = '/etc/dhcp/dhcpd.conf';
const REFUSED = `${BANNER}${PATH} line 2: semicolon expected.\n secret c2VjcmV0;\n   ^\nConfiguration file errors encountered -- exiting\n`;

const ended = (code: number | null, stderr: string): CommandResult => ({ code, stderr, stdout: '' });
const GOOD = ended(0, BANNER);

/** A server where each command ends as the next of `ends` says, the last one over and over. */
function serverOf(...ends: (CommandResult | ReachError)[]) {
  const commands: string[] = [];
  return {
    commands,
    where: 'pairwatch@192.0.2.11:22',
    async run(command: Command) {
      commands.push(command.join(' '));
      const end = (ends.length > 1 ? ends.shift() : ends[0]) ?? GOOD;
      if (end instanceof ReachError) throw end;
      return end;
    },
  };
}

function testerOf(reach: ReturnType<typeof serverOf>, remembered: RememberedTest | null = null) {
  const clock = { now: 1_000_000 };
  const refusals: string[] = [];
  const ask = configTester({
    reach,
    path: PATH,
    remembered: async () => remembered,
    now: () => clock.now,
    onRefusal: (why) => refusals.push(why),
  });
  const texts = new Map([[PATH, '']]);
  const test = (hash: string) => ask({ hash, texts }, new AbortController().signal);
  return { clock, refusals, test };
}

it('asks once for each configuration, and again after a day', async () => {
  const server = serverOf(GOOD);
  const { clock, test } = testerOf(server);
  const first = await test('one');
  expect(first).toEqual({
    test: { at: 1_000_000, ok: true, output: BANNER.trimEnd(), version: '4.4.3-P1' },
    testRefused: null,
  });
  clock.now += DAY_MS - 1;
  expect(await test('one')).toBe(first);
  expect(server.commands).toEqual([`dhcpd -t -cf ${PATH}`]);
  clock.now += 1;
  expect((await test('one')).test?.at).toBe(clock.now);
  await test('two');
  expect(server.commands).toHaveLength(3);
});

it('asks nothing that an earlier run asked today', async () => {
  const remembered = { at: 1_000_000 - DAY_MS / 2, ok: true, output: BANNER, hash: 'one' };
  const server = serverOf(GOOD);
  const { clock, test } = testerOf(server, remembered);
  expect((await test('one')).test).toMatchObject({ at: remembered.at, version: '4.4.3-P1' });
  expect(server.commands).toEqual([]);
  clock.now += DAY_MS / 2;
  await test('one');
  expect(server.commands).toHaveLength(1);
  const other = serverOf(GOOD);
  await testerOf(other, remembered).test('two');
  expect(other.commands).toHaveLength(1);
});

it('gives what dhcpd refuses, without secrets', async () => {
  const { test } = testerOf(serverOf(ended(1, REFUSED)));
  const word = await test('one');
  expect(word.test).toMatchObject({ ok: false, version: '4.4.3-P1' });
  expect(word.test?.output).toContain('line 2: semicolon expected.\n secret ********;');
});

it.each([
  ['is not in the PATH of the shell', ended(127, 'sh: 1: dhcpd: not found\n')],
  ['is no program of this machine', new ReachError('not-found', 'There is no program dhcpd.')],
])('finds a dhcpd that %s in /usr/sbin', async (_why, missing) => {
  const server = serverOf(missing, GOOD);
  expect((await testerOf(server).test('one')).test?.ok).toBe(true);
  expect(server.commands).toEqual([`dhcpd -t -cf ${PATH}`, `/usr/sbin/dhcpd -t -cf ${PATH}`]);
});

it.each([
  ['there is none', ended(127, 'not found'), 'There is no dhcpd on pairwatch@192.0.2.11:22'],
  [
    'the account may not run it',
    ended(126, 'pairwatch-read: not allowed: dhcpd\n'),
    'exit code 126 (pairwatch-read: not allowed: dhcpd)',
  ],
  ['something else answers, and is content', ended(0, ''), 'did not run dhcpd -t'],
  [
    'it may only use SFTP',
    new ReachError('not-allowed', 'may run no commands, only SFTP'),
    'may run no commands, only SFTP',
  ],
  [
    'it may not open a file',
    ended(1, `${BANNER}Can't open /etc/dhcp/keys.conf: Permission denied\n`),
    'could not open /etc/dhcp/keys.conf (Permission denied)',
  ],
  ['it was ended', ended(null, BANNER), 'was ended by a signal'],
  ['it took too long', new ReachError('timeout', 'Given up while waiting'), 'Given up'],
])('says nothing of the configuration where %s, and waits for a day', async (_why, end, reason) => {
  const server = serverOf(end);
  const { clock, refusals, test } = testerOf(server);
  const word = await test('one');
  expect(word).toEqual({ test: null, testRefused: expect.stringContaining(reason) });
  const { length } = server.commands;
  clock.now += DAY_MS - 1;
  await test('one');
  expect(server.commands).toHaveLength(length);
  expect(refusals).toEqual([word.testRefused]);
});

it('keeps what dhcpd said of a configuration while it can not be asked again, and no longer', async () => {
  const { clock, test } = testerOf(serverOf(ended(1, REFUSED), ended(126, 'no')));
  const { test: failed } = await test('one');
  clock.now += DAY_MS;
  expect(await test('one')).toEqual({ test: failed, testRefused: expect.any(String) });
  expect((await test('two')).test).toBeNull();
});

it('does not take our own end for one of dhcpd', async () => {
  const { test } = testerOf(serverOf(new ReachError('aborted', 'Pairwatch is stopping')));
  await expect(test('one')).rejects.toMatchObject({ kind: 'aborted' });
});
