import { expect, it } from 'vitest';
import { redundancySchema } from '../contracts/redundancy.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { answeringStays, pruneAnsweringSpans, recordAnswering, redundancy } from './answering-spans.ts';
import { makePair, NOW } from './testing/samples.ts';

const SECOND_MS = 1_000;
const intervalMs = 2 * SECOND_MS;

describeOnEngines('how many servers answered', (engine) => {
  it('is kept as stays without holes while it is watched, and with one where it was not', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const seen: [second: number, servers: 0 | 1 | 2][] = [
      [0, 2],
      [2, 2],
      [4, 1],
      [6, 1],
      [600, 1],
      [602, 2],
    ];
    for (const [second, servers] of seen)
      await db.write((tx) =>
        recordAnswering(tx, pairId, { servers, now: NOW + second * SECOND_MS, intervalMs }),
      );
    const stay = (servers: 0 | 1 | 2, from: number, until: number) => ({
      servers,
      from: NOW + from * SECOND_MS,
      until: NOW + until * SECOND_MS,
    });
    const all = [stay(2, 0, 4), stay(1, 4, 6), stay(1, 600, 602), stay(2, 602, 602)];
    const within = (from: number, to: number) =>
      db.read((tx) => answeringStays(tx, pairId, { from: NOW + from * SECOND_MS, to: NOW + to * SECOND_MS }));
    expect(await within(-1, 1000)).toEqual(all);
    expect(await within(5, 601)).toEqual(all.slice(1, 3));
    const prune = (limit: number) =>
      db.write((tx) => pruneAnsweringSpans(tx, { before: NOW + 5 * SECOND_MS, limit }));
    const now = NOW + 1000 * SECOND_MS;
    const days = await db.read((tx) => redundancy(tx, 'office', { days: 2 }, now));
    expect(days).toMatchObject([
      { day: '2025-11-20', two: 0, unseen: 1440 },
      { day: '2025-11-21', two: 0.1, one: 0.1, none: 0 },
    ]);
    const answer = { now: new Date(now).toISOString(), days };
    expect(redundancySchema.parse(answer)).toEqual(answer);
    expect([await prune(1), await prune(1)]).toEqual([1, 0]);
    expect(await within(-1, 1000)).toEqual(all.slice(1));
    expect(await db.read((tx) => redundancy(tx, 'nowhere', { days: 2 }, now))).toBeNull();
  });
});
