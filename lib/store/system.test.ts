import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { tableSizes } from './system.ts';
import { event, makePair } from './testing/samples.ts';

describeOnEngines('the sizes of tables', (engine) => {
  it('are told by their first and last id', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const rows = async () => (await db.read(tableSizes)).find(({ name }) => name === 'events')?.rows;
    expect(await rows()).toBe(0);
    for (const key of ['one', 'two', 'three'])
      await db.write((tx) => appendEvent(tx, event(pairId, { key })));
    expect(await rows()).toBe(3);
  });
});
