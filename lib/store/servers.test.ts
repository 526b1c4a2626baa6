import { expect, it } from 'vitest';
import { describeOnEngines } from '../db/testing/engines.ts';
import { findPair } from './pairs.ts';
import { keepServerZone } from './servers.ts';
import { makePair, NOW } from './testing/samples.ts';
import { changesSince } from './topics.ts';

describeOnEngines('the time zone of a server', (engine) => {
  it('is unknown until it is told, and shown from then on', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const zones = async () =>
      (await db.read((tx) => findPair(tx, 'office', NOW)))?.servers.map(({ zone }) => zone);
    expect(await zones()).toEqual([null, null]);
    await db.write((tx) => keepServerZone(tx, primaryId, 'Europe/Berlin'));
    expect(await zones()).toEqual(['Europe/Berlin', null]);
    await db.write((tx) => keepServerZone(tx, primaryId, null));
    expect(await zones()).toEqual([null, null]);
  });

  it('has the pair shown anew when it changes, and only then', async () => {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const { cursor } = await db.read((tx) => changesSince(tx, null));
    const news = () => db.read((tx) => changesSince(tx, cursor));
    await db.write((tx) => keepServerZone(tx, primaryId, null));
    expect((await news()).cursor).toBe(cursor);
    await db.write((tx) => keepServerZone(tx, primaryId, 'UTC'));
    expect(await news()).toMatchObject({ topics: ['pair:office'] });
    const after = (await news()).cursor;
    await db.write((tx) => keepServerZone(tx, primaryId, 'UTC'));
    expect((await news()).cursor).toBe(after);
  });
});
