import { expect, it } from 'vitest';
import { eventListSchema } from '../contracts/event.ts';
import { describeOnEngines, openForTest } from '../db/testing/engines.ts';
import { appendEvent, listEvents, repeatEvent } from './events.ts';
import { syncPairs } from './pairs.ts';
import { event, makePair, NOW, OFFICE } from './testing/samples.ts';

describeOnEngines('events', (engine) => {
  it('tells an event as it was appended', async () => {
    const { db } = await engine.open();
    const { pairId, secondaryId } = await makePair(db);
    const { id, appended } = await db.write((tx) =>
      appendEvent(tx, event(pairId, { serverId: secondaryId })),
    );
    expect(appended).toBe(true);
    const list = await db.read((tx) => listEvents(tx, { limit: 50 }));
    const { key, pairId: _, serverId: __, ...told } = event(pairId);
    const times = {
      at: new Date(told.at).toISOString(),
      observedAt: new Date(told.observedAt).toISOString(),
      sortAt: new Date(told.sortAt).toISOString(),
    };
    expect(list).toEqual({
      events: [
        {
          ...told,
          ...times,
          id,
          pair: 'office',
          server: 'dhcp-b',
          backfilled: false,
          actor: null,
          incidentId: null,
          count: 1,
          lastAt: null,
        },
      ],
      nextBefore: null,
      searchedTo: null,
    });
    const answer = { now: new Date(NOW).toISOString(), ...list };
    expect(eventListSchema.parse(answer)).toEqual(answer);
  });

  it('tells who did what, also where it is about no pair', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      await appendEvent(tx, event(pairId));
      await appendEvent(tx, { ...event(pairId, { key: 'own', actor: 'anna' }), pairId: null });
    });
    const pairs = async (query: { pair?: string }) =>
      (await db.read((tx) => listEvents(tx, { limit: 50, ...query }))).events.map(({ pair, actor }) => [
        pair,
        actor,
      ]);
    expect(await pairs({})).toEqual([
      [null, 'anna'],
      ['office', null],
    ]);
    expect(await pairs({ pair: 'office' })).toEqual([['office', null]]);
  });

  it('changes nothing when the same is told again, says so, and lets the transaction go on', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const first = await db.write((tx) => appendEvent(tx, event(pairId)));
    const again = await db.write(async (tx) => {
      const second = await appendEvent(tx, event(pairId, { sentence: 'told otherwise' }));
      await appendEvent(tx, event(pairId, { key: 'state:2' }));
      return second;
    });
    expect(again).toEqual({ id: first.id, appended: false });
    const { events } = await db.read((tx) => listEvents(tx, { limit: 50 }));
    expect(events.map(({ sentence }) => sentence)).toEqual([event(pairId).sentence, event(pairId).sentence]);
  });

  it('appends an event once when several tell it at once', async () => {
    const { db, url } = await engine.open();
    const { pairId } = await makePair(db);
    const others = await Promise.all([1, 2, 3].map(() => openForTest(url)));
    const told = await Promise.all(
      others.map((other) => other.write((tx) => appendEvent(tx, event(pairId)))),
    );
    expect(told.filter(({ appended }) => appended)).toHaveLength(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  });

  it('leafs through from the newest to the oldest without gap or repetition', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      for (let number = 1; number <= 7; number += 1)
        await appendEvent(tx, event(pairId, { key: `${number}`, to: `${number}` }));
    });
    const pages: string[][] = [];
    let before: number | null | undefined;
    while (before !== null) {
      const query = { pair: 'office', limit: 3, ...(before !== undefined && { before }) };
      const list = await db.read((tx) => listEvents(tx, query));
      pages.push(list.events.map(({ to }) => to));
      before = list.nextBefore;
    }
    expect(pages).toEqual([['7', '6', '5'], ['4', '3', '2'], ['1']]);
    expect((await db.read((tx) => listEvents(tx, { limit: 7 }))).nextBefore).toBeNull();
  });

  it('puts what is told late in its place, also across pages', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write(async (tx) => {
      for (const [position, second] of [1, 4, 2, 5, 3].entries())
        await appendEvent(
          tx,
          event(pairId, { key: `${position}`, to: `${second}`, sortAt: NOW + second * 1000 }),
        );
    });
    const first = await db.read((tx) => listEvents(tx, { limit: 3 }));
    const before = first.nextBefore ?? undefined;
    const rest = await db.read((tx) => listEvents(tx, { limit: 3, ...(before !== undefined && { before }) }));
    expect([...first.events, ...rest.events].map(({ to }) => to)).toEqual(['5', '4', '3', '2', '1']);
  });

  it('counts what is told again on the event that told it first', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    await db.write((tx) => appendEvent(tx, event(pairId)));
    await db.write((tx) => repeatEvent(tx, event(pairId).key, NOW + 5_000, 4));
    const { events } = await db.read((tx) => listEvents(tx, { limit: 50 }));
    expect(events).toMatchObject([{ count: 4, lastAt: new Date(NOW + 5_000).toISOString() }]);
  });

  it('lists the events of one pair or of all', async () => {
    const { db } = await engine.open();
    const refs = await db.write((tx) => syncPairs(tx, [OFFICE, { ...OFFICE, name: 'branch' }], NOW));
    await db.write(async (tx) => {
      for (const { pairId, name } of refs) await appendEvent(tx, event(pairId, { key: name }));
    });
    const pairsOf = async (query: { pair?: string }) =>
      (await db.read((tx) => listEvents(tx, { limit: 50, ...query }))).events.map(({ pair }) => pair);
    expect(await pairsOf({})).toEqual(['branch', 'office']);
    expect(await pairsOf({ pair: 'office' })).toEqual(['office']);
    expect(await pairsOf({ pair: 'nowhere' })).toEqual([]);
  });
});
