import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { advance } from '../model/advance.ts';
import { addressesOf, DEMO_PLAN, poolsOf } from '../model/plan.ts';
import { seededRandom } from '../model/random.ts';
import { poolCounters, takeJournal } from '../model/server.ts';
import { settledWorld } from '../model/settled-world.ts';
import type { World } from '../model/world.ts';
import { controlOf, type PairControl } from '../pair.ts';
import { DEMO_STORY, tellStory } from '../story.ts';
import { writeJournal } from './lease-file.ts';

const NOW = 1_790_000_000_000;

let folder: string;
let world: World;
let pair: PairControl;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulated-leases-'));
  world = settledWorld(DEMO_PLAN, seededRandom(11), NOW);
  pair = controlOf(world);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('through the whole story, the last block of each address tells what the server knows', () => {
  const teller = tellStory(DEMO_STORY, pair, { nowMs: NOW });
  for (let second = 0; second < 300; second += 1) {
    advance(world, world.nowMs + 1000);
    teller.tell(world.nowMs);
    writeBoth();
    if (second % 20 === 0) expectFilesToTellTheCounters();
  }
});

test('every change of state is in the file, in order', () => {
  writeBoth();
  pair.kill('a');
  advance(world, NOW + 5_000);
  pair.partnerDown('b');
  writeBoth();
  pair.start('a', { databaseLost: true });
  writeBoth();
  advance(world, NOW + 60_000);
  writeBoth();
  expect(statesIn(fileOf('b'))).toEqual([
    'normal/normal',
    'normal/normal',
    'communications-interrupted/normal',
    'partner-down/normal',
    'partner-down/recover',
    'partner-down/recover',
    'partner-down/recover-wait',
    'partner-down/recover-done',
    'normal/recover-done',
    'normal/normal',
  ]);
  expect(statesIn(fileOf('a'))).toEqual([
    'recover/unknown-state',
    'recover/unknown-state',
    'recover/partner-down',
    'recover/partner-down',
    'recover-wait/partner-down',
    'recover-done/partner-down',
    'recover-done/normal',
    'normal/normal',
  ]);
});

test('a rewrite replaces the file and leaves the former one under the name with the tilde', () => {
  writeBoth();
  const before = statSync(fileOf('a'));
  const text = readFileSync(fileOf('a'), 'utf8');
  pair.kill('a');
  pair.start('a');
  writeBoth();
  expect(statSync(fileOf('a')).ino).not.toBe(before.ino);
  expect(statSync(`${fileOf('a')}~`).ino).toBe(before.ino);
  expect(readFileSync(`${fileOf('a')}~`, 'utf8')).toBe(text);
  expect(readdirSync(folder).sort()).toEqual(['a.leases', 'a.leases~', 'b.leases', 'b.leases~']);
});

test('a running server rewrites its file by itself when it is time', () => {
  const timing = { ...DEMO_PLAN.timing, rewriteMs: 60_000 };
  world = settledWorld({ ...DEMO_PLAN, timing }, seededRandom(11), NOW);
  writeBoth();
  const before = statSync(fileOf('b')).ino;
  advance(world, NOW + 59_000);
  writeBoth();
  expect(statSync(fileOf('b')).ino).toBe(before);
  advance(world, NOW + 61_000);
  writeBoth();
  expect(statSync(fileOf('b')).ino).not.toBe(before);
  expectFilesToTellTheCounters();
});

test('a lost database leaves nothing of the former leases', () => {
  writeBoth();
  pair.kill('a');
  pair.start('a', { databaseLost: true });
  writeBoth();
  expect(readFileSync(`${fileOf('a')}~`, 'utf8')).toBe('');
  expect(readFileSync(fileOf('a'), 'utf8')).not.toContain('lease 10.');
});

function fileOf(id: 'a' | 'b'): string {
  return join(folder, `${id}.leases`);
}

function writeBoth(): void {
  for (const id of ['a', 'b'] as const)
    writeJournal(fileOf(id), world.servers[id], takeJournal(world.servers[id]));
}

/** An address without a block is free (reference 4.3). */
function expectFilesToTellTheCounters(): void {
  for (const id of ['a', 'b'] as const) {
    const states = lastStates(readFileSync(fileOf(id), 'utf8'));
    for (const pool of poolsOf(DEMO_PLAN)) {
      const found = addressesOf(pool).map((address) => states.get(address) ?? 'free');
      expect({
        leaseCount: found.length,
        freeLeases: found.filter((state) => state === 'free').length,
        backupLeases: found.filter((state) => state === 'backup').length,
      }).toEqual(poolCounters(world.servers[id], pool.name));
    }
  }
}

function lastStates(text: string): Map<string, string> {
  const blocks = text.matchAll(/^lease (\S+) \{\n(?: .*\n)*? {2}binding state (\w+);/gm);
  return new Map([...blocks].map(([, address = '', state = '']) => [address, state]));
}

function statesIn(path: string): string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/my state (\S+) at .*;\n {2}partner state (\S+) at /g);
  return [...blocks].map(([, own, partner]) => `${own}/${partner}`);
}
