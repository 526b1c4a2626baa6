import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { beat } from './collector.ts';
import { listEvents } from './events.ts';
import { listPairs, syncPairs } from './pairs.ts';
import {
  removeStoredPair,
  replaceStoredPair,
  storedPairs,
  storedPairsRevision,
  storePair,
} from './stored-pairs.ts';
import { figures, watchedAs } from './testing/figures.ts';
import { makePair, NOW, OFFICE } from './testing/samples.ts';

const ACT = { name: 'branch', by: 'anna', now: NOW };
const store = (db: Database, name = 'branch') =>
  db.write((tx) => storePair(tx, { ...ACT, name, sealed: 'sealed' }));
const revision = (db: Database) => db.read(storedPairsRevision);

describeOnEngines('pairs that are set up on the pages', (engine) => {
  it('are stored, changed and removed, each a change to a collector, and the history has who did it', async () => {
    const { db } = await engine.open();
    const revisions = [await revision(db)];
    await store(db);
    revisions.push(await revision(db));
    expect(await db.read(storedPairs)).toMatchObject([{ name: 'branch', sealed: 'sealed', actor: 'anna' }]);
    await db.write((tx) => replaceStoredPair(tx, { ...ACT, sealed: 'anew' }));
    revisions.push(await revision(db));
    expect(await db.read(storedPairs)).toMatchObject([{ sealed: 'anew' }]);
    await db.write((tx) => removeStoredPair(tx, ACT));
    expect(await db.read(storedPairs)).toEqual([]);
    expect(await revision(db)).toBe(revisions[0]);
    expect(new Set(revisions).size).toBe(3);
    await store(db);
    expect(revisions).not.toContain(await revision(db));
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ to, actor }) => [to, actor])).toEqual(
      expect.arrayContaining([
        ['pair-stored', 'anna'],
        ['pair-changed', 'anna'],
        ['pair-removed', 'anna'],
      ]),
    );
  });

  it('are not stored twice, and nothing is left of the secrets of one that was removed', async () => {
    const { db } = await engine.open();
    await store(db);
    await expect(store(db)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('stored here already'),
    });
    await db.write((tx) => removeStoredPair(tx, ACT));
    expect(await db.read((tx) => tx.storedPair.findMany({ select: { sealed: true } }))).toEqual([
      { sealed: '' },
    ]);
    await expect(db.write((tx) => removeStoredPair(tx, ACT))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('never take a name of the settings file, and those of the file are not changed here', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const both = {
      kind: 'conflict',
      message: expect.stringMatching(/stands in pairwatch\.yaml.*stored here/),
    };
    await expect(store(db, 'office')).rejects.toMatchObject(both);
    await expect(db.write((tx) => removeStoredPair(tx, { ...ACT, name: 'office' }))).rejects.toMatchObject({
      kind: 'read-only',
    });
    const told = (origin: 'file' | 'stored') =>
      db.write((tx) =>
        beat(tx, {
          instance: 'host:1:a',
          version: '1',
          startedAt: NOW,
          now: NOW,
          figures: figures({ watched: [watchedAs('office', origin)] }),
        }),
      );
    await told('file');
    await expect(store(db, 'office')).rejects.toMatchObject(both);
    // One that was removed here goes on for the moment its collector needs to see that.
    await told('stored');
    await store(db, 'office');
  });

  it('stay on the pages while they can not be watched', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const shown = async () => (await db.read((tx) => listPairs(tx, NOW))).map(({ name }) => name);
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, name: 'branch' }], NOW, ['office']));
    expect((await shown()).sort()).toEqual(['branch', 'office']);
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, name: 'branch' }], NOW));
    expect(await shown()).toEqual(['branch']);
  });
});
