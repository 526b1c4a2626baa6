import { expect, it } from 'vitest';
import { silenceListSchema } from '../contracts/silence.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { createSilence, type NewSilence } from './actions/create-silence.ts';
import { endSilence } from './actions/end-silence.ts';
import { listEvents } from './events.ts';
import { syncPairs } from './pairs.ts';
import { type PoolSetting, savePools } from './pools.ts';
import { activeSilences, listSilences } from './silences.ts';
import { makePair, NOW, pool } from './testing/samples.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const POOL_KEY = pool().key;

const SILENCE: NewSilence = {
  pair: 'office',
  rule: 'pool-use-high',
  server: null,
  pool: null,
  startsAt: NOW,
  endsAt: NOW + HOUR_MS,
  reason: 'We know.',
  by: 'anna',
  now: NOW,
};

describeOnEngines('silences', (engine) => {
  it('hold from their begin to their end, or until somebody ends them', async () => {
    const { db } = await engine.open();
    const { id } = await create(db);
    const later = await create(db, { startsAt: NOW + 10, pair: null });
    const { pair, rule, server, pool, startsAt, endsAt } = SILENCE;
    expect(await active(db, NOW)).toEqual([{ id, pair, rule, server, pool, startsAt, endsAt }]);
    const ids = async (now: number) => (await active(db, now)).map((silence) => silence.id);
    expect(await ids(NOW + 10)).toEqual([id, later.id]);
    await db.write((tx) => endSilence(tx, { id, by: 'otto', now: NOW + 20 }));
    expect(await ids(NOW + 20)).toEqual([later.id]);
    expect(await ids(NOW + HOUR_MS)).toEqual([]);
  });

  it('are listed with the next to end first, and those of the last 30 days that are over', async () => {
    const { db } = await engine.open();
    const long = await create(db, { endsAt: NOW + 40 * DAY_MS });
    const soon = await create(db);
    const ended = await create(db, { endsAt: NOW + 50 * DAY_MS });
    const over = await create(db, { endsAt: NOW + 10 });
    await db.write((tx) => endSilence(tx, { id: ended.id, by: 'otto', now: NOW + 20 }));
    const list = (now: number) => db.read((tx) => listSilences(tx, now));
    const silences = await list(NOW + 30);
    expect(silences.map(({ id }) => id)).toEqual([soon.id, long.id, ended.id, over.id]);
    expect(silences[2]?.ended).toEqual({ at: new Date(NOW + 20).toISOString(), by: 'otto' });
    expect((await list(NOW + 30 * DAY_MS + 30)).map(({ id }) => id)).toEqual([long.id, soon.id]);
    const answer = { now: new Date(NOW).toISOString(), silences };
    expect(silenceListSchema.parse(answer)).toEqual(answer);
  });

  it('stand in the history, by whom and why', async () => {
    const { db } = await engine.open();
    await makePools(db, [pool()]);
    const { id } = await create(db, { server: 'dhcp-a', pool: POOL_KEY });
    await create(db, { pair: null, rule: null });
    await db.write((tx) => endSilence(tx, { id, by: 'otto', now: NOW + 1 }));
    const { events } = await db.read((tx) => listEvents(tx, { limit: 9 }));
    expect(events.map(({ pair, actor, sentence }) => [pair, actor, sentence])).toEqual([
      [
        'office',
        'otto',
        `otto ended the silence of pool-use-high of pair office, server dhcp-a, pool ${POOL_KEY}.`,
      ],
      [null, 'anna', 'anna silenced all alerts of all pairs until 2025-11-21 11:42 UTC: We know.'],
      [
        'office',
        'anna',
        `anna silenced pool-use-high of pair office, server dhcp-a, pool ${POOL_KEY} until 2025-11-21 11:42 UTC: We know.`,
      ],
    ]);
  });

  it.each<[string, Partial<NewSilence>, string]>([
    ['without a reason', { reason: ' ' }, 'a reason'],
    ['of nobody', { by: '' }, 'the name'],
    ['that ends before it begins', { startsAt: NOW + HOUR_MS }, 'after its begin'],
    ['that is over', { startsAt: NOW - 2, endsAt: NOW - 1 }, 'to come'],
    ['for a year', { endsAt: NOW + 91 * DAY_MS }, '90 days'],
    ['of a rule there is not', { rule: 'pool-use-hihg' }, 'pool-use-hihg'],
  ])('are not made %s', async (_, changes, message) => {
    const { db } = await engine.open();
    const refused = create(db, changes);
    await expect(refused).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(message),
    });
    expect(await db.read((tx) => Promise.all([tx.silence.count(), tx.event.count()]))).toEqual([0, 0]);
  });

  it.each<[Partial<NewSilence>, string]>([
    [{ server: 'dhcp-x' }, 'There is no server of pair office “dhcp-x”; there is dhcp-a, dhcp-b.'],
    [{ pair: 'depot', server: 'dhcp-a' }, 'There is no server of pair depot “dhcp-a”; there is none yet.'],
    [{ pair: null, server: 'dhcp-x' }, 'There is no server “dhcp-x”; there is dhcp-a, dhcp-b.'],
    [{ pool: 'nopool' }, 'a:10.0.0.1, a:10.0.1.1'],
    [{ pair: null, pool: 'nopool' }, 'a:10.0.9.1 and 2 more.'],
  ])('are not made of %j, which is not there', async (changes, message) => {
    const { db } = await engine.open();
    const pools = Array.from({ length: 12 }, (_, subnet) => pool({ key: `a:10.0.${subnet}.1` }));
    await makePools(db, pools);
    await expect(create(db, changes)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(message),
    });
    expect(await db.read((tx) => tx.silence.count())).toBe(0);
  });

  it('are made of any pair that has such a server, not of one that is gone', async () => {
    const { db } = await engine.open();
    await makePair(db);
    await expect(create(db, { pair: null, server: 'dhcp-a' })).resolves.toMatchObject({ server: 'dhcp-a' });
    await db.write((tx) => syncPairs(tx, [], NOW));
    await expect(create(db, { pair: null, server: 'dhcp-a' })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('are ended once', async () => {
    const { db } = await engine.open();
    const { id } = await create(db);
    const end = (which: number, now: number) =>
      db.write((tx) => endSilence(tx, { id: which, by: 'otto', now }));
    await expect(end(4711, NOW)).rejects.toMatchObject({ kind: 'not-found' });
    await end(id, NOW + 1);
    await expect(end(id, NOW + 2)).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(/2025-11-21 10:42 UTC, by otto/),
    });
    const other = await create(db);
    await expect(end(other.id, NOW + HOUR_MS)).rejects.toMatchObject({ kind: 'conflict' });
  });
});

async function makePools(db: Database, pools: PoolSetting[]): Promise<void> {
  const { pairId, primaryId: serverId } = await makePair(db);
  await db.write((tx) => savePools(tx, pairId, pools, { serverId, source: 'omapi', whole: true, now: NOW }));
}

const active = (db: Database, now: number) => db.read((tx) => activeSilences(tx, now));

function create(db: Database, changes: Partial<NewSilence> = {}) {
  return db.write((tx) => createSilence(tx, { ...SILENCE, ...changes }));
}
