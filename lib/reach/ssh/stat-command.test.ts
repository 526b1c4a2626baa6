import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readStatAnswer, statCommand } from './stat-command.ts';

const READER = { where: 'a@b:22', account: 'a' };
const answer = (stdout: string, stderr = '', code = stderr === '' ? 0 : 1) =>
  readStatAnswer({ stdout, stderr, code }, '/f', READER);

test('the command is understood by the stat of this machine', () => {
  const run = (path: string) => execFileSync('sh', ['-c', statCommand('gnu', path)], { encoding: 'utf8' });
  expect(answer(run('/'))).toMatchObject({ identity: expect.stringMatching(/^\d+:\d+:/) });
});

test('takes device, inode and birth for the identity', () => {
  expect(answer('65024:77:1700000000 4096 1700000001\n')).toEqual({
    identity: '65024:77:1700000000',
    size: 4096,
    modifiedMs: 1_700_000_001_000,
  });
});

test('takes what an old stat says of a birth it does not know', () => {
  expect(answer('65024:77:? 4096 1700000001\n')).toMatchObject({ identity: '65024:77:?' });
});

test.each([
  ['GNU', "stat: cannot statx '/f': No such file or directory\n", 'not-found'],
  ['GNU of old', "stat: cannot stat '/f': Not a directory\n", 'not-found'],
  ['BusyBox', "stat: can't stat '/f': No such file or directory\n", 'not-found'],
  ['BSD', 'stat: /f: stat: No such file or directory\n', 'not-found'],
  ['GNU', "stat: cannot statx '/f': Permission denied\n", 'permission'],
])('knows a refusal of %s: %s', (_, stderr, kind) => {
  expect(() => answer('', stderr)).toThrow(expect.objectContaining({ kind }));
});

describe('is no answer', () => {
  test.each([
    ['a BSD that is asked like GNU', '', 'stat: illegal option -- c\nusage: stat …\n', 1],
    ['an SFTP server in place of the command', '', '', 0],
    ['a login shell that lets nobody in', 'This account is currently not available.\n', '', 1],
    ['a shell without stat', '', 'sh: 1: stat: not found\n', 127],
    ['a greeting before the answer', 'Welcome!\n65024:77:0 1 1\n', '', 0],
  ])('%s', (_, stdout, stderr, code) => {
    expect(answer(stdout, stderr, code)).toBeNull();
  });
});
