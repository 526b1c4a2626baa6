import { expect, it } from 'vitest';
import { timelineQuerySchema } from '../contracts/timeline.ts';
import { MOST_CHANGES, transitionsSchema } from '../contracts/transitions.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { syncPairs } from './pairs.ts';
import { openStateSpan } from './state-spans.ts';
import { makePair, NOW, OFFICE } from './testing/samples.ts';
import { toDate } from './time.ts';
import { pairTransitions } from './transitions.ts';

const MINUTE_MS = 60_000;
const HOUR = { from: NOW, to: NOW + 60 * MINUTE_MS };
const minutesAfter = (minutes: number) => new Date(NOW + minutes * MINUTE_MS).toISOString();

describeOnEngines('the changes of state of a pair', (engine) => {
  async function made() {
    const { db } = await engine.open();
    return { db, ...(await makePair(db)) };
  }

  async function read(db: Database, range = HOUR) {
    const found = await db.read((tx) => pairTransitions(tx, 'office', range));
    return transitionsSchema.parse({ now: minutesAfter(0), ...found });
  }

  const enter = (db: Database, serverId: number, state: string, minute: number) => {
    const at = NOW + minute * MINUTE_MS;
    return db.write((tx) => openStateSpan(tx, serverId, { state, from: at, lastSeenAt: at, stosAt: null }));
  };

  it('are those of both servers after the beginning and up to the end, near ones as one group', async () => {
    const { db, primaryId, secondaryId } = await made();
    await enter(db, primaryId, 'recover', 0);
    await enter(db, secondaryId, 'communications-interrupted', 30);
    await enter(db, primaryId, 'normal', 30);
    await enter(db, secondaryId, 'normal', 31);
    await enter(db, primaryId, 'partner-down', 60);
    await enter(db, secondaryId, 'shutdown', 60.1);
    expect(await read(db)).toMatchObject({
      from: minutesAfter(0),
      to: minutesAfter(60),
      groups: [
        {
          at: minutesAfter(30),
          count: 3,
          first: [
            { server: 'dhcp-a', state: 'normal' },
            { server: 'dhcp-b', state: 'communications-interrupted' },
            { server: 'dhcp-b', state: 'normal' },
          ],
          worstState: 'communications-interrupted',
        },
        {
          at: minutesAfter(60),
          count: 1,
          first: [{ server: 'dhcp-a', state: 'partner-down' }],
          worstState: 'partner-down',
        },
      ],
      isCut: false,
    });
  });

  it('are the latest of both servers together where there are too many', async () => {
    const { db, primaryId, secondaryId } = await made();
    const past = (serverId: number, index: number) => ({
      serverId,
      state: 'normal',
      from: toDate(NOW + 1 + index),
      until: toDate(NOW + 2 + index),
      lastSeenAt: toDate(NOW + 2 + index),
    });
    const both = Array.from({ length: MOST_CHANGES }, (_, index) =>
      past(index % 2 === 0 ? primaryId : secondaryId, index),
    );
    await db.write((tx) => tx.stateSpan.createMany({ data: both }));
    const range = { from: NOW, to: NOW + MOST_CHANGES };
    const counted = async () => {
      const { groups, isCut } = await read(db, range);
      return { count: groups.reduce((sum, { count }) => sum + count, 0), first: groups[0]?.at, isCut };
    };
    expect(await counted()).toEqual({
      count: MOST_CHANGES,
      first: new Date(NOW + 1).toISOString(),
      isCut: false,
    });
    await db.write((tx) => tx.stateSpan.create({ data: past(primaryId, MOST_CHANGES - 1) }));
    expect(await counted()).toEqual({
      count: MOST_CHANGES,
      first: new Date(NOW + 2).toISOString(),
      isCut: true,
    });
  });

  it('are not those of a server that was removed', async () => {
    const { db, primaryId, secondaryId } = await made();
    await enter(db, primaryId, 'normal', 10);
    await enter(db, secondaryId, 'normal', 20);
    const servers = OFFICE.servers.filter(({ name }) => name === 'dhcp-a');
    await db.write((tx) => syncPairs(tx, [{ ...OFFICE, servers }], NOW));
    expect((await read(db)).groups.map(({ first }) => first)).toEqual([
      [{ server: 'dhcp-a', state: 'normal' }],
    ]);
  });

  it('are of a pair of the settings alone', async () => {
    const { db } = await made();
    const query = timelineQuerySchema(NOW).parse({});
    expect(await db.read((tx) => pairTransitions(tx, 'nowhere', query))).toBeNull();
    await db.write((tx) => syncPairs(tx, [], NOW));
    expect(await db.read((tx) => pairTransitions(tx, 'office', query))).toBeNull();
  });
});
