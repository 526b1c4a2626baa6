import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { backlogStays, pruneBacklogSpans, recordBacklog } from './backlog-spans.ts';
import { makePair, NOW } from './testing/samples.ts';

const intervalMs = 2_000;

describeOnEngines('the backlog of a server over time', (engine) => {
  async function read(...counts: (readonly [seconds: number, count: number])[]) {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    for (const [seconds, count] of counts)
      await db.write((tx) => recordBacklog(tx, primaryId, { count, now: NOW + seconds * 1000, intervalMs }));
    const stays = (from = -1, until = 3600) =>
      db.read(async (tx) => {
        const time = { from: NOW + from * 1000, until: NOW + until * 1000 };
        const found = await backlogStays(tx, primaryId, time);
        return found.map((stay) => [(stay.from - NOW) / 1000, (stay.until - NOW) / 1000, stay.most]);
      });
    return { db, stays };
  }

  it('is one stay while it is the same, and the next where it changes', async () => {
    const quiet = Array.from({ length: 21 }, (_, index) => [index * 2, 0] as const);
    const { stays } = await read(...quiet, [44, 7], [46, 7]);
    expect(await stays()).toEqual([
      [0, 44, 0],
      [44, 46, 7],
    ]);
    expect(await stays(45, 46)).toEqual([[44, 46, 7]]);
  });

  it('has the most of a time in which it changes with each reading', async () => {
    const counts = Array.from(
      { length: 40 },
      (_, index) => [index * 2, index % 2 === 0 ? 3 : index] as const,
    );
    const { stays } = await read(...counts);
    expect(await stays()).toEqual([
      [0, 30, 13],
      [30, 60, 29],
      [60, 78, 39],
    ]);
  });

  it('is not known where it was not read', async () => {
    const { stays } = await read([0, 4], [2, 4], [60, 4], [62, 4]);
    expect(await stays()).toEqual([
      [0, 2, 4],
      [60, 62, 4],
    ]);
  });

  it('is not changed by what is told late or twice', async () => {
    const { stays } = await read([0, 4], [2, 4], [2, 9], [1, 9]);
    expect(await stays()).toEqual([[0, 2, 4]]);
  });

  it('is forgotten in small steps', async () => {
    const { db, stays } = await read([0, 1], [60, 1], [120, 1]);
    const prune = (limit: number) => db.write((tx) => pruneBacklogSpans(tx, { before: NOW + 61_000, limit }));
    expect([await prune(1), await prune(5)]).toEqual([1, 1]);
    expect(await stays()).toEqual([[120, 120, 1]]);
  });
});
