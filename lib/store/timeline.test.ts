import { expect, it } from 'vitest';
import { MOST_MARKS, timelineQuerySchema, timelineSchema } from '../contracts/timeline.ts';
import type { Database } from '../db/client.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { appendEvent } from './events.ts';
import { savePairStatus } from './pair-status.ts';
import { confirmStateSpan, openStateSpan } from './state-spans.ts';
import { event, makePair, NOW, status } from './testing/samples.ts';
import { pairTimeline } from './timeline.ts';
import { openVerdictSpan } from './verdict-spans.ts';

const MINUTE_MS = 60_000;
const minutesAfter = (minutes: number) => new Date(NOW + minutes * MINUTE_MS).toISOString();

describeOnEngines('the timeline of a pair', (engine) => {
  async function watched() {
    const { db } = await engine.open();
    return { db, ...(await makePair(db)) };
  }

  async function read(db: Database, minutes: { from: number; to: number; now?: number }) {
    const { from, to, now = to } = minutes;
    const at = NOW + now * MINUTE_MS;
    const query = timelineQuerySchema(at).parse({ from: minutesAfter(from), to: minutesAfter(to) });
    const found = await db.read((tx) => pairTimeline(tx, 'office', query, at));
    return timelineSchema.parse({ now: new Date(at).toISOString(), ...found });
  }

  const stay = (db: Database, serverId: number, state: string, from: number, seenUntil: number) =>
    db.write((tx) =>
      openStateSpan(tx, serverId, {
        state,
        from: NOW + from * MINUTE_MS,
        lastSeenAt: NOW + seenUntil * MINUTE_MS,
        stosAt: null,
      }),
    );

  it('has the stays that lie in it, whole, the primary first, and a gap where a server was not seen', async () => {
    const { db, primaryId, secondaryId } = await watched();
    await stay(db, secondaryId, 'normal', 0, 30);
    await stay(db, primaryId, 'normal', 0, 10);
    await stay(db, primaryId, 'recover', 20, 25);
    await stay(db, primaryId, 'normal', 25, 25);
    await db.write((tx) => confirmStateSpan(tx, primaryId, NOW + 30 * MINUTE_MS));
    const whole = await read(db, { from: 5, to: 30 });
    expect(whole.servers).toEqual([
      {
        name: 'dhcp-a',
        role: 'primary',
        stays: [
          { state: 'normal', from: minutesAfter(0), until: minutesAfter(10) },
          { state: 'recover', from: minutesAfter(20), until: minutesAfter(25) },
          { state: 'normal', from: minutesAfter(25), until: null },
        ],
      },
      {
        name: 'dhcp-b',
        role: 'secondary',
        stays: [{ state: 'normal', from: minutesAfter(0), until: null }],
      },
    ]);
    const past = await read(db, { from: 11, to: 19, now: 30 });
    expect(past.servers.map(({ stays }) => stays.length)).toEqual([0, 1]);
  });

  it('lets no verdict hold for longer than somebody watched', async () => {
    const { db, pairId, primaryId } = await watched();
    await stay(db, primaryId, 'normal', 0, 10);
    await stay(db, primaryId, 'normal', 50, 60);
    await db.write(async (tx) => {
      await openVerdictSpan(tx, pairId, { verdict: 'healthy', code: 'both-normal', from: NOW });
      await savePairStatus(tx, pairId, status({ checkedAt: NOW + 60 * MINUTE_MS }));
    });
    const held = async (now: number) =>
      (await read(db, { from: 0, to: now })).verdicts.map(({ verdict, from, until }) => [
        verdict,
        from,
        until,
      ]);
    expect(await held(60)).toEqual([
      ['healthy', minutesAfter(0), minutesAfter(10)],
      ['healthy', minutesAfter(50), null],
    ]);
    expect(await held(90)).toEqual([
      ['healthy', minutesAfter(0), minutesAfter(10)],
      ['healthy', minutesAfter(50), minutesAfter(60)],
    ]);
    await db.write((tx) =>
      openVerdictSpan(tx, pairId, { verdict: 'unknown', code: 'both-unread', from: NOW + 60 * MINUTE_MS }),
    );
    expect((await held(90)).at(-1)).toEqual(['unknown', minutesAfter(60), null]);
  });

  it('has marks of what was told and done, the latest of too many, oldest first', async () => {
    const { db, pairId } = await watched();
    const tell = (key: string, kind: 'alert' | 'state' | 'config', sortAt: number) =>
      db.write((tx) => appendEvent(tx, event(pairId, { key, kind, sortAt, sentence: key })));
    await tell('moved', 'state', NOW);
    await tell('changed', 'config', NOW);
    await tell('fired', 'alert', NOW + MINUTE_MS);
    await tell('later', 'alert', NOW + 9 * MINUTE_MS);
    const few = await read(db, { from: 0, to: 5 });
    expect(few.marks).toMatchObject([
      { kind: 'config', at: minutesAfter(0), sentence: 'changed' },
      { kind: 'alert', at: minutesAfter(1), sentence: 'fired' },
    ]);
    expect(few.isCut).toBe(false);
    await db.write(async (tx) => {
      for (let mark = 0; mark < MOST_MARKS; mark += 1)
        await appendEvent(tx, event(pairId, { key: `m${mark}`, kind: 'alert', sortAt: NOW + 2_000 + mark }));
    });
    const many = await read(db, { from: 0, to: 5 });
    expect([many.marks.length, many.marks.at(-1)?.sentence, many.isCut]).toEqual([MOST_MARKS, 'fired', true]);
  });

  it('is of a pair of the settings alone', async () => {
    const { db } = await watched();
    const query = timelineQuerySchema(NOW).parse({});
    expect(await db.read((tx) => pairTimeline(tx, 'nowhere', query, NOW))).toBeNull();
  });
});
