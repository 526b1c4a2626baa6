import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LeaseFile, type LeaseFileReading } from './lease-file.ts';

const RANGES = [{ low: 0x0a000000, high: 0x0a0003ff }];
const NOW = 1_700_000_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-lease-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const address = (index: number) => `10.0.${(index >> 8) & 255}.${index & 255}`;
const block = (index: number, state: string, more = '') =>
  `lease ${address(index)} {\n  ends epoch ${NOW + index};\n  binding state ${state};\n${more}}\n`;
/** Every address twice: the later half of the file replaces what the earlier one says. */
const blocks = (count: number) =>
  ['active', 'free'].map((state) =>
    Array.from({ length: count }, (_, index) => block(index, state)).join(''),
  );

async function readOnThreads(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const file = LeaseFile.open(path);
  try {
    const options = { ranges: RANGES, nowSeconds: NOW, withOffsets: true };
    return {
      one: await file.read(options),
      two: await file.read({ ...options, twoThreadsFromBytes: 0 }),
    };
  } finally {
    file.close();
  }
}

function plain({ table, ...others }: LeaseFileReading) {
  return {
    counts: table.counts(0, NOW),
    strays: table.outside,
    cells: [...table.contents.cells],
    ...others,
  };
}

describe('a lease file read on two threads', () => {
  test('is the same as on one', async () => {
    const [earlier = '', later = ''] = blocks(600);
    const { one, two } = await readOnThreads('whole', earlier + later + block(7, 'active'));
    expect(plain(two)).toEqual(plain(one));
    expect(one.table.counts(0, NOW)).toMatchObject({ size: 1024, active: 1, free: 1023 });
  });

  test('reports damage, strays and an unfinished end at their lines of the whole file', async () => {
    const [earlier = '', later = ''] = blocks(400);
    const damage = 'lease 10.0.0.9 {\n  binding state nonsense;\n}\n';
    const stray = block(0, 'active').replace('10.0.0.0', '10.9.0.1');
    const otherStray = stray.replace('9.0.1', '9.0.2');
    const text = `${damage}${stray}${earlier}${later}${damage}${otherStray}lease 10.0`;
    const { one, two } = await readOnThreads('damaged', text);
    expect(plain(two)).toEqual(plain(one));
    expect(one.problems.count).toBe(3);
    expect(one.unfinished).toBe(true);
    expect(one.outside).toEqual([
      { address: 0x0a090001, line: 4 },
      { address: 0x0a090002, line: text.split('\n').length - 4 },
    ]);
  });

  test('is not misled by what looks like a lease within a string', async () => {
    const trap = `  set note = "${' '.repeat(70_000)}\nlease for a year\n${' '.repeat(60_000)}";\n`;
    const { one, two } = await readOnThreads('trap', block(1, 'active', trap) + block(2, 'active'));
    expect(plain(two)).toEqual(plain(one));
    expect(one.table.counts(0, NOW)).toMatchObject({ active: 2 });
    expect(one.problems.count).toBe(0);
  });
});

describe('the records of a lease file', () => {
  test('are those of the last blocks, however long and close they are', async () => {
    const long = `  client-hostname "${'x'.repeat(5000)}";\n`;
    const text = `${block(1, 'free')}${block(1, 'active', long)}${block(2, 'active')}lease 10.0.0.3 { binding state backup; } ${block(4, 'released')}`;
    const { one } = await readOnThreads('records', text);
    const file = LeaseFile.open(join(folder, 'records'));
    const records = file.records(NOW);
    const recordOf = (index: number) => records.read((one.offsets?.[index] ?? 0) - 1);
    for (const index of [1, 3, 2, 4, 1]) {
      expect(recordOf(index)).toMatchObject({
        address: 0x0a000000 + index,
        state: { 1: 'active', 2: 'active', 3: 'backup', 4: 'released' }[index],
      });
    }
    expect(recordOf(1).hostname).toHaveLength(5000);
    file.close();
  });
});
