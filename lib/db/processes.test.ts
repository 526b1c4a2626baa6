import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { makePair } from '../store/testing/samples.ts';
import type { Database } from './client.ts';
import { describeOnEngines, openForTest } from './testing/engines.ts';

const writerPath = fileURLToPath(new URL('testing/writer.ts', import.meta.url));

describeOnEngines('processes', (engine) => {
  it('loses nothing committed and keeps nothing uncommitted when the writer is killed', async () => {
    const { db, url } = await engine.open();
    const { pairId } = await makePair(db);
    for (const prefix of ['first', 'second', 'third']) {
      const writer = startWriter(url, prefix, pairId);
      await writer.committed(20);
      await writer.kill();
      const halves = await halvesByNumber(db, prefix);
      // The last commit may not have been told any more; the one after it can not have begun to count.
      expect([writer.last(), writer.last() + 1]).toContain(halves.size);
      for (let number = 1; number <= halves.size; number += 1) expect(halves.get(number)).toEqual(['a', 'b']);
    }
  }, 60_000);

  it('lets two processes write and a third read at once', async () => {
    const { db, url } = await engine.open();
    const { pairId } = await makePair(db);
    const reader = await openForTest(url, 'web');
    const writers = ['left', 'right'].map((prefix) => ({ prefix, ...startWriter(url, prefix, pairId) }));
    const done = Promise.all(writers.map((writer) => writer.committed(50)));
    let reads = 0;
    let writing = true;
    const reading = (async () => {
      while (writing) {
        for (const { prefix } of writers) {
          const halves = [...(await halvesByNumber(reader, prefix)).values()];
          expect(halves.filter((half) => half.length !== 2)).toEqual([]);
        }
        reads += 1;
        await setImmediate(); // SQLite answers at once: without a pause nothing else in this process has its turn
      }
    })();
    await done;
    writing = false;
    await reading;
    await Promise.all(writers.map((writer) => writer.kill()));
    expect(reads).toBeGreaterThan(0);
    for (const { prefix } of writers)
      expect((await halvesByNumber(db, prefix)).size).toBeGreaterThanOrEqual(50);
  }, 60_000);
});

/** Which halves of each transaction are there. */
async function halvesByNumber(db: Database, prefix: string): Promise<Map<number, string[]>> {
  const rows = await db.read((tx) =>
    tx.event.findMany({ where: { key: { startsWith: `${prefix}:` } }, orderBy: { key: 'asc' } }),
  );
  const halves = new Map<number, string[]>();
  for (const { at, to } of rows) halves.set(at.getTime(), [...(halves.get(at.getTime()) ?? []), to]);
  return halves;
}

function startWriter(url: string, prefix: string, pairId: number) {
  const args = ['--import', 'tsx', writerPath, url, prefix, String(pairId)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => kill(child));
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit');
  let last = 0;
  lines.on('line', (line) => {
    last = Number(line);
  });
  return {
    last: () => last,
    /** Resolves when it has told of `count` commits. */
    async committed(count: number): Promise<void> {
      while (last < count) {
        if (child.exitCode !== null) throw new Error(`the writer ended by itself with ${child.exitCode}`);
        await Promise.race([once(lines, 'line'), exited]);
      }
    },
    async kill(): Promise<void> {
      const closed = once(lines, 'close');
      await kill(child);
      await closed; // what it told before it died is read to the end
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
