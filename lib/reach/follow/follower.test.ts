import { expect, test } from 'vitest';
import { ReachError } from '../error.ts';
import { FakeDisk, FakeReach } from '../testing/fake-disk.ts';
import { FileFollower, type FileFollowerOptions } from './follower.ts';
import type { FollowStep } from './step.ts';

const PATH = '/file';
const NEVER = new AbortController().signal;
const MIB = 1024 * 1024;

function setUp(text = '', options: Partial<FileFollowerOptions> = {}) {
  const disk = new FakeDisk();
  disk.create(PATH, Buffer.from(text));
  const reach = new FakeReach(disk);
  const follow = (more: Partial<FileFollowerOptions> = {}) =>
    new FileFollower(reach, PATH, { resumeAt: null, formerNames: ['~', '.1'], ...options, ...more });
  return { disk, reach, follow, follower: follow() };
}

function inWords(step: FollowStep): string {
  if (step.kind === 'bytes') return Buffer.from(step.bytes).toString();
  return `[${step.reason}${step.gap ? ', gap' : ''}]`;
}

async function poll(follower: FileFollower): Promise<string[]> {
  const steps: string[] = [];
  for await (const step of follower.poll(NEVER)) steps.push(inWords(step));
  return steps;
}

const append = (disk: FakeDisk, text: string) => disk.append(disk.inodeAt(PATH), Buffer.from(text));

function rewrite(disk: FakeDisk, text: string) {
  disk.link(PATH, `${PATH}~`);
  disk.create(PATH, Buffer.from(text));
}

function copyAndTruncate(disk: FakeDisk) {
  disk.create(`${PATH}.1`, disk.inodeAt(PATH).bytes);
  disk.truncate(PATH);
}

test('gives what is there, then what is appended', async () => {
  const { disk, follower } = setUp('one ');
  expect(await poll(follower)).toEqual(['[first]', 'one ']);
  expect(await poll(follower)).toEqual([]);
  append(disk, 'two ');
  append(disk, 'three ');
  expect(await poll(follower)).toEqual(['two three ']);
});

test('reads nothing while nothing is written, and little more than what is', async () => {
  const { disk, reach, follower } = setUp('x'.repeat(3 * MIB));
  await poll(follower);
  reach.bytesRead = 0;
  await poll(follower);
  expect(reach.bytesRead).toBe(0);
  append(disk, 'y'.repeat(1000));
  await poll(follower);
  expect(reach.bytesRead).toBe(1000 + 256);
});

test('reads a replaced file to its end before the new one', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  append(disk, 'two ');
  rewrite(disk, 'new ');
  expect(await poll(follower)).toEqual(['two ', '[replaced]', 'new ']);
});

test('stays with the old file until something is written to the new one', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  const old = disk.inodeAt(PATH);
  disk.rename(PATH, `${PATH}.1`);
  disk.create(PATH, Buffer.alloc(0));
  expect(await poll(follower)).toEqual([]);
  disk.append(old, Buffer.from('two '));
  append(disk, 'new ');
  expect(await poll(follower)).toEqual(['two ', '[replaced]', 'new ']);
});

test('says that a whole file went by between two polls', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  rewrite(disk, 'unseen ');
  rewrite(disk, 'new ');
  expect(await poll(follower)).toEqual(['[replaced, gap]', 'new ']);
});

test('an older file under a former name is no gap', async () => {
  const { disk, follower } = setUp('one ');
  disk.create(`${PATH}.1`, Buffer.from('of last year '));
  append(disk, 'two ');
  await poll(follower);
  disk.rename(PATH, '/rotated to a name with a date');
  disk.create(PATH, Buffer.from('new '));
  expect(await poll(follower)).toEqual(['[replaced]', 'new ']);
});

test('begins anew when the file was emptied', async () => {
  const { disk, follower } = setUp('one two ');
  await poll(follower);
  disk.truncate(PATH);
  append(disk, 'new ');
  expect(await poll(follower)).toEqual(['[truncated, gap]', 'new ']);
});

test.each(['x'.repeat(8), 'longer than what stood there before'])(
  'notices that the file was emptied although it has %j again',
  async (text) => {
    const { disk, follower } = setUp('one two ');
    await poll(follower);
    disk.truncate(PATH);
    append(disk, text);
    expect(await poll(follower)).toEqual(['[truncated, gap]', text]);
  },
);

test('reads the rest of an emptied file from the copy made of it', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  append(disk, 'two ');
  copyAndTruncate(disk);
  append(disk, 'new, and longer than what was there ');
  expect(await poll(follower)).toEqual(['two ', '[truncated]', 'new, and longer than what was there ']);
});

test('does not read from the copy twice when it is left in the middle', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  append(disk, 'two ');
  copyAndTruncate(disk);
  for await (const step of follower.poll(NEVER)) {
    expect(inWords(step)).toBe('two ');
    break;
  }
  append(disk, 'new ');
  expect(await poll(follower)).toEqual(['[truncated]', 'new ']);
});

test('says that a copy of another life is not the rest', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  append(disk, 'lost ');
  copyAndTruncate(disk);
  append(disk, 'lost as well ');
  copyAndTruncate(disk);
  append(disk, 'new ');
  expect(await poll(follower)).toEqual(['[truncated, gap]', 'new ']);
});

test('gives the rest, then says that the file is missing, and goes on when it is back', async () => {
  const { disk, follower } = setUp('one ');
  await poll(follower);
  append(disk, 'two ');
  disk.rename(PATH, '/elsewhere');
  const steps: string[] = [];
  const missing = (async () => {
    for await (const step of follower.poll(NEVER)) steps.push(inWords(step));
  })();
  await expect(missing).rejects.toMatchObject({ kind: 'not-found' });
  expect(steps).toEqual(['two ']);
  disk.rename('/elsewhere', PATH);
  append(disk, 'three ');
  expect(await poll(follower)).toEqual(['three ']);
});

test('goes on after the connection was lost', async () => {
  const { disk, reach, follower } = setUp('one ');
  await poll(follower);
  reach.connection += 1;
  append(disk, 'two ');
  expect(await poll(follower)).toEqual(['two ']);
  reach.connection += 1;
  append(disk, 'three ');
  rewrite(disk, 'new ');
  expect(await poll(follower)).toEqual(['three ', '[replaced]', 'new ']);
});

test('a new run goes on in the same file, in its former name, or says that it is gone', async () => {
  const { disk, follow, follower } = setUp('one ');
  await poll(follower);
  const resumeAt = follower.position;
  append(disk, 'two ');
  expect(await poll(follow({ resumeAt }))).toEqual(['[resumed]', 'two ']);
  rewrite(disk, 'new ');
  expect(await poll(follow({ resumeAt }))).toEqual(['[resumed]', 'two ', '[replaced]', 'new ']);
  rewrite(disk, 'newer ');
  expect(await poll(follow({ resumeAt }))).toEqual(['[replaced, gap]', 'newer ']);
});

test('a new run begins anew in a file that is shorter than where it was left', async () => {
  const { disk, follow, follower } = setUp('one two ');
  await poll(follower);
  disk.truncate(PATH);
  append(disk, 'new ');
  expect(await poll(follow({ resumeAt: follower.position }))).toEqual([
    '[resumed]',
    '[truncated, gap]',
    'new ',
  ]);
});

test('can begin at the end of a file', async () => {
  const { disk, follower } = setUp('old ', { startAtEnd: true });
  expect(await poll(follower)).toEqual(['[first]']);
  append(disk, 'one ');
  expect(await poll(follower)).toEqual(['one ']);
  rewrite(disk, 'new ');
  expect(await poll(follower)).toEqual(['[replaced]', 'new ']);
});

test('reads a large file in chunks of at most 1 MiB, each when the one before was taken', async () => {
  const { reach, follower } = setUp('x'.repeat(5 * MIB));
  let taken = 0;
  for await (const step of follower.poll(NEVER)) {
    if (step.kind === 'opened') continue;
    expect(step.bytes.length).toBeLessThanOrEqual(MIB);
    taken += step.bytes.length;
    expect(reach.bytesRead - taken).toBeLessThanOrEqual(10 * 256);
  }
  expect(taken).toBe(5 * MIB);
});

test('asks for less at a time when time runs out, so that even a slow line gets on', async () => {
  const disk = new FakeDisk();
  disk.create(PATH, Buffer.alloc(MIB));
  const reach = new FakeReach(
    disk,
    () => {},
    (maxBytes) => {
      if (maxBytes > 100_000) throw new ReachError('timeout', 'the line is slow');
    },
  );
  const follower = new FileFollower(reach, PATH, { resumeAt: null, formerNames: [] });
  let taken = 0;
  let timeouts = 0;
  while (taken < MIB && timeouts < 100) {
    try {
      for await (const step of follower.poll(NEVER)) if (step.kind === 'bytes') taken += step.bytes.length;
    } catch {
      timeouts += 1;
    }
  }
  expect(taken).toBe(MIB);
});
