import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { openReadinessSpan, pruneReadinessSpans } from './readiness-spans.ts';
import { makePair, NOW } from './testing/samples.ts';

describeOnEngines('how ready a pair was', (engine) => {
  it('is one time after the other, each said once, the oldest forgotten first', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const open = (word: string, at: number) =>
      db.write((tx) => openReadinessSpan(tx, pairId, { word, from: NOW + at }));
    for (const [word, at] of [
      ['unknown', 0],
      ['ready', 10],
      ['ready', 20],
      ['not-ready', 30],
    ] as const)
      await open(word, at);
    const spans = () =>
      db.read((tx) => tx.readinessSpan.findMany({ where: { pairId }, orderBy: { id: 'asc' } }));
    const at = (ms: number) => new Date(NOW + ms);
    expect(await spans()).toMatchObject([
      { word: 'unknown', from: at(0), until: at(10) },
      { word: 'ready', from: at(10), until: at(30) },
      { word: 'not-ready', from: at(30), until: null },
    ]);
    const prune = (limit: number) => db.write((tx) => pruneReadinessSpans(tx, { before: NOW + 31, limit }));
    expect([await prune(1), await prune(5)]).toEqual([1, 1]);
    expect(await spans()).toMatchObject([{ word: 'not-ready' }]);
  });
});
