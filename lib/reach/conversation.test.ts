import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LocalReach } from './local/local-reach.ts';
import type { Reach } from './reach.ts';

const reach: Reach = new LocalReach();
const soon = () => AbortSignal.timeout(20_000);
const talkTo = (script: string) => reach.converse(['sh', '-c', script], soon());

test('each question has its answer, whatever is said besides', async () => {
  const talk = await talkTo(
    'echo Welcome; while read -r ask; do echo "one more $ask"; echo "$ask is the question"; done',
  );
  for (const question of ['first', 'second']) {
    const { text, askedAt, answeredAt } = await talk.ask(question, soon());
    expect(text).toBe('is the question');
    expect(answeredAt).toBeGreaterThanOrEqual(askedAt);
  }
  talk.end();
});

test('an answer to a question nobody waits for any more is none to the next', async () => {
  const talk = await talkTo('read -r one; read -r two; echo "$one late"; echo "$two in time"');
  await expect(talk.ask('one', AbortSignal.timeout(10))).rejects.toMatchObject({ kind: 'timeout' });
  expect((await talk.ask('two', soon())).text).toBe('in time');
});

test.each([
  ['in words of its own', 'echo no such thing >&2; exit 3', /exit code 3 .*\(no such thing\)/],
  ['with a line that answers nothing', 'echo Only SFTP here.; exit 1', /exit code 1 .*\(Only SFTP here\.\)/],
  ['by a signal', 'kill -9 $$', /with a signal before it answered\./],
])('a command that ends %s instead of answering', async (_, script, message) => {
  const talk = await talkTo(script);
  const refused = { kind: 'not-allowed', message: expect.stringMatching(message) };
  await expect(talk.ask('anything', soon())).rejects.toMatchObject(refused);
  await expect(talk.ask('once more', soon())).rejects.toMatchObject(refused);
});

test('a program that is not there is said to be so', async () => {
  const talk = await reach.converse(['pairwatch-no-such-program'], soon());
  await expect(talk.ask('anything', soon())).rejects.toMatchObject({ kind: 'not-found' });
});

test('at the end the command finds the end of its input', async () => {
  const talk = await talkTo('while read -r ask; do echo "$ask $$"; done');
  const pid = Number((await talk.ask('pid', soon())).text);
  expect(isRunning(pid)).toBe(true);
  talk.end();
  await expect.poll(() => isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1')); // one that ended may wait for its parent
  } catch {
    return false;
  }
}
