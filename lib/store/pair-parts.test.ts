import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { loadPairPart, savePairParts } from './pair-parts.ts';
import { makePair, NOW } from './testing/samples.ts';

describeOnEngines('parts of what is known of a pair', (engine) => {
  it('are the last ones that were worked out', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const load = (pair: string, part: string) => db.read((tx) => loadPairPart(tx, pair, part));
    expect(await load('office', 'balance')).toBeNull();
    await db.write((tx) => savePairParts(tx, pairId, { balance: [1], clocks: { skew: null } }, NOW));
    await db.write((tx) => savePairParts(tx, pairId, { balance: [2] }, NOW + 1));
    const at = (ms: number) => new Date(ms).toISOString();
    expect(await load('office', 'balance')).toEqual({ observedAt: at(NOW + 1), value: [2] });
    expect(await load('office', 'clocks')).toEqual({ observedAt: at(NOW), value: { skew: null } });
    expect(await load('nowhere', 'clocks')).toBe('no pair');
  });
});
