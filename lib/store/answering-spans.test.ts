import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { answeringStays, recordAnswering } from './answering-spans.ts';
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
  });
});
