import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileFollower } from '../follow/follower.ts';
import { LocalReach } from './local-reach.ts';

const NEVER = new AbortController().signal;

let folder: string;
let path: string;
const reach = new LocalReach();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-local-'));
  path = join(folder, 'leases');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function poll(follower: FileFollower): Promise<string> {
  let text = '';
  for await (const step of follower.poll(NEVER))
    text +=
      step.kind === 'bytes'
        ? Buffer.from(step.bytes).toString()
        : `[${step.reason}${step.gap ? ', gap' : ''}]`;
  return text;
}

test('follows a real file through growth, rewriting, emptying and absence', async () => {
  writeFileSync(path, 'one ');
  const follower = new FileFollower(reach, path, { resumeAt: null, formerNames: ['~'] });
  expect(await poll(follower)).toBe('[first]one ');
  appendFileSync(path, 'two ');
  linkSync(path, `${path}~`);
  writeFileSync(`${path}.1700000000`, 'new ');
  renameSync(`${path}.1700000000`, path);
  expect(await poll(follower)).toBe('two [replaced]new ');
  truncateSync(path);
  appendFileSync(path, 'anew, and longer ');
  expect(await poll(follower)).toBe('[truncated, gap]anew, and longer ');
  renameSync(path, `${path}.away`);
  await expect(poll(follower)).rejects.toMatchObject({ kind: 'not-found' });
  renameSync(`${path}.away`, path);
  expect(await poll(follower)).toBe('');
  await follower.close();
});

test('a removed file whose inode comes again is another one', async () => {
  writeFileSync(path, 'one ');
  const follower = new FileFollower(reach, path, { resumeAt: null, formerNames: ['~'] });
  await poll(follower);
  const { position } = follower;
  await follower.close();
  const [device, inode] = position?.identity.split(':') ?? [];
  const later = new FileFollower(reach, path, {
    resumeAt: { identity: `${device}:${inode}:1000000000`, offset: 4 },
    formerNames: ['~'],
  });
  expect(await poll(later)).toBe('[replaced, gap]one ');
  await later.close();
});

describe('a text', () => {
  test('that is there', async () => {
    writeFileSync(path, 'größer');
    expect(await reach.readText(path, NEVER)).toBe('größer');
  });

  test('that is not there', async () => {
    await expect(reach.readText(path, NEVER)).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining(path),
    });
  });

  test('that is a folder', async () => {
    mkdirSync(path);
    await expect(reach.readText(path, NEVER)).rejects.toMatchObject({ kind: 'unreadable' });
  });

  test('that is far too long', async () => {
    writeFileSync(path, '');
    truncateSync(path, 17 * 1024 * 1024);
    await expect(reach.readText(path, NEVER)).rejects.toMatchObject({ kind: 'too-large' });
  });

  test('that nobody waits for any more', async () => {
    await expect(reach.readText(path, AbortSignal.abort(new Error('stopping')))).rejects.toMatchObject({
      kind: 'aborted',
    });
  });
});

describe('a command', () => {
  test('runs to its end', async () => {
    expect(await reach.run(['sh', '-c', 'echo out; echo err >&2; exit 3'], NEVER)).toEqual({
      stdout: 'out\n',
      stderr: 'err\n',
      code: 3,
    });
  });

  test('that complains at length keeps the end of it, or the beginning', async () => {
    const command = ['sh', '-c', 'seq 1 20000 >&2'] as const;
    const { stderr: end } = await reach.run(command, NEVER);
    expect(end.length).toBe(4096);
    expect(end).toMatch(/\n20000\n$/);
    const { stderr: beginning } = await reach.run(command, NEVER, { complaint: 'beginning' });
    expect(beginning.length).toBe(65_536);
    expect(beginning).toMatch(/^1\n2\n/);
  });

  test('that does not exist', async () => {
    await expect(reach.run(['no-such-program-here'], NEVER)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('that says too much is ended', async () => {
    await expect(reach.run(['cat', '/dev/zero'], NEVER)).rejects.toMatchObject({ kind: 'too-large' });
  });

  test('gives its lines as they come, then its end', async () => {
    const steps: unknown[] = [];
    for await (const step of reach.stream(['sh', '-c', 'echo one; echo two; exit 1'], NEVER))
      steps.push(step);
    expect(steps).toEqual([
      { kind: 'line', text: 'one' },
      { kind: 'line', text: 'two' },
      { kind: 'ended', code: 1, stderr: '' },
    ]);
  });

  test('is ended by an abort', async () => {
    const abort = new AbortController();
    const reading = (async () => {
      for await (const step of reach.stream(['sh', '-c', 'echo one; exec sleep 600'], abort.signal))
        if (step.kind === 'line') abort.abort();
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' });
  });
});

test('after its closing nothing is read any more', async () => {
  const closed = new LocalReach();
  await closed.close();
  await expect(closed.stat('/', NEVER)).rejects.toMatchObject({ kind: 'closed' });
});
