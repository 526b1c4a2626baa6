import { expect, it } from 'vitest';
import type { Database } from '../db/client.ts';
import { describeOnEngines, openForTest } from '../db/testing/engines.ts';
import { bumpTopics, changesSince } from './topics.ts';

describeOnEngines('topics', (engine) => {
  it('gives the present cursor to who asks for the first time', async () => {
    const { db } = await engine.open();
    expect(await changes(db, null)).toEqual({ cursor: 0, topics: [] });
    await bump(db, 'pair:office', 'events');
    await bump(db, 'events');
    expect(await changes(db, null)).toEqual({ cursor: 2, topics: [] });
  });

  it('names what changed after a cursor, each topic once, the latest last', async () => {
    const { db } = await engine.open();
    await bump(db, 'pair:office');
    const { cursor } = await changes(db, null);
    expect(await changes(db, cursor)).toEqual({ cursor, topics: [] });
    await bump(db, 'events', 'pair:branch');
    await bump(db, 'pair:branch');
    expect(await changes(db, cursor)).toEqual({ cursor: cursor + 2, topics: ['events', 'pair:branch'] });
    expect(await changes(db, cursor + 1)).toEqual({ cursor: cursor + 2, topics: ['pair:branch'] });
  });

  it('does not move when nothing changed or the change was undone', async () => {
    const { db } = await engine.open();
    await bump(db);
    const undone = db.write(async (tx) => {
      await bumpTopics(tx, ['events']);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await changes(db, null)).toEqual({ cursor: 0, topics: [] });
  });

  it('names all topics for a cursor of another database', async () => {
    const { db } = await engine.open();
    await bump(db, 'events');
    expect(await changes(db, 4711)).toEqual({ cursor: 1, topics: ['events'] });
  });

  it('never shows a cursor while a lower one is still to come', async () => {
    const { db, url } = await engine.open();
    const writers = await Promise.all([1, 2, 3].map(() => openForTest(url)));
    const reader = await openForTest(url, 'web');
    let writing = true;
    const seen = new Set<string>();
    let cursor = 0;
    const reading = (async () => {
      while (writing) {
        const found = await changes(reader, cursor);
        expect(found.cursor).toBeGreaterThanOrEqual(cursor);
        cursor = found.cursor;
        for (const topic of found.topics) seen.add(topic);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    // Every topic is bumped once: a reader that passes its cursor by has missed it for good.
    const names = writers.map((_, writer) => Array.from({ length: 25 }, (__, index) => `${writer}:${index}`));
    await Promise.all(
      writers.map(async (writer, index) => {
        for (const name of names[index] ?? []) await bump(writer, name);
      }),
    );
    writing = false;
    await reading;
    for (const topic of (await changes(db, cursor)).topics) seen.add(topic);
    expect([...seen].sort()).toEqual(names.flat().sort());
  }, 30_000);
});

function bump(db: Database, ...names: string[]): Promise<void> {
  return db.write((tx) => bumpTopics(tx, names));
}

function changes(db: Database, cursor: number | null) {
  return db.read((tx) => changesSince(tx, cursor));
}
