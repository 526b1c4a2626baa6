import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { loadSkews, pruneClockSamples, saveClockSamples } from './clock-samples.ts';
import { makePair, NOW } from './testing/samples.ts';

describeOnEngines('measurements of clocks', (engine) => {
  it('give the skews of a time in order, and are forgotten the oldest first', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const sample = (serverId: number | null, at: number, valueMs: number) =>
      ({ serverId, method: 'sntp', at: NOW + at, valueMs, uncertaintyMs: 0.5 }) as const;
    await db.write((tx) =>
      saveClockSamples(tx, pairId, [sample(null, 2, 20.5), sample(primaryId, 1, -3), sample(null, 1, -7)]),
    );
    const skews = (since: number) => db.read((tx) => loadSkews(tx, pairId, NOW + since));
    expect(await skews(0)).toEqual([
      { at: NOW + 1, skewMs: -7, uncertaintyMs: 0.5 },
      { at: NOW + 2, skewMs: 20.5, uncertaintyMs: 0.5 },
    ]);
    expect(await skews(2)).toHaveLength(1);
    await db.write((tx) => saveClockSamples(tx, pairId, [{ ...sample(null, 2, 900), method: 'arrival' }]));
    expect(await skews(0)).toHaveLength(2);
    const prune = (limit: number) => db.write((tx) => pruneClockSamples(tx, { before: NOW + 2, limit }));
    expect([await prune(1), await prune(5)]).toEqual([1, 1]);
    expect(await skews(0)).toHaveLength(1);
  });
});
