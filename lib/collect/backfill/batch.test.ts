import { expect, it } from 'vitest';
import type { Database, Tx } from '../../db/client.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { recordAnswering } from '../../store/answering-spans.ts';
import { savePairParts } from '../../store/pair-parts.ts';
import { saveSource } from '../../store/sources.ts';
import { health, makePair, NOW } from '../../store/testing/samples.ts';
import { bumpTopics, changesSince } from '../../store/topics.ts';
import { batchOf } from './batch.ts';

describeOnSqlite('a batch', ({ open }) => {
  /** What a pair's tables hold after `work`, done in a batch or step by step. */
  async function after(work: (tx: Tx, ids: Ids) => Promise<void>, isBatch: boolean) {
    const { db } = await open();
    const ids = await makePair(db);
    await db.write(async (plain) => {
      const { tx, flush } = batchOf(plain);
      await work(isBatch ? tx : plain, ids);
      if (isBatch) await flush();
    });
    return contents(db);
  }

  type Ids = Awaited<ReturnType<typeof makePair>>;
  const contents = (db: Database) =>
    db.read(async (tx) => ({
      sources: await tx.source.findMany(),
      parts: await tx.pairPart.findMany(),
      answering: await tx.answeringSpan.findMany(),
    }));

  async function manySteps(tx: Tx, { pairId, primaryId }: Ids): Promise<void> {
    for (let step = 0; step < 12; step += 1) {
      const now = NOW + step * 1_000;
      const servers = step < 6 ? 2 : step < 8 ? 1 : 2;
      await saveSource(tx, primaryId, health({ lastAttemptAt: now, lastSuccessAt: now }));
      await recordAnswering(tx, pairId, { servers, now, intervalMs: 1_000 });
      await savePairParts(tx, pairId, { countdowns: [] }, now);
    }
  }

  it('comes to the same as its steps one by one', async () => {
    expect(await after(manySteps, true)).toEqual(await after(manySteps, false));
  });

  it('answers with what was written before, also where that is kept back', async () => {
    const { db } = await open();
    const { primaryId, pairId } = await makePair(db);
    await db.write(async (plain) => {
      const { tx } = batchOf(plain);
      const attempts = () => tx.source.findMany({ where: { serverId: primaryId, kind: 'omapi' } });
      expect(await attempts()).toMatchObject([{ lastAttemptAt: null }]);
      await saveSource(tx, primaryId, health());
      expect(await attempts()).toMatchObject([{ lastAttemptAt: new Date(NOW) }]);
      await recordAnswering(tx, pairId, { servers: 2, now: NOW, intervalMs: 1_000 });
      await recordAnswering(tx, pairId, { servers: 2, now: NOW + 1_000, intervalMs: 1_000 });
      expect(await tx.answeringSpan.findMany({ where: { pairId } })).toMatchObject([
        { until: new Date(NOW + 1_000) },
      ]);
    });
  });

  it('tells of its topics at the end', async () => {
    const { db } = await open();
    const before = (await db.read((tx) => changesSince(tx, null))).cursor;
    await db.write(async (plain) => {
      const { tx, flush } = batchOf(plain);
      await bumpTopics(tx, ['events', 'alerts']);
      await bumpTopics(tx, ['events']);
      await flush();
    });
    const { topics } = await db.read((tx) => changesSince(tx, before));
    expect(topics.sort()).toEqual(['alerts', 'events']);
  });
});
