import { expect, it } from 'vitest';
import { clockHistorySchema } from '../contracts/clock-history.ts';
import { historyQuerySchema } from '../contracts/history.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { clockHistory, keptStretches } from './clock-history.ts';
import { type NewClockSample, saveClockSamples } from './clock-samples.ts';
import { makePair, NOW } from './testing/samples.ts';

const MINUTE_MS = 60_000;
const sample = (serverId: number | null, minute: number, changes: Partial<NewClockSample> = {}) => ({
  serverId,
  method: 'sntp' as const,
  at: NOW + minute * MINUTE_MS,
  valueMs: 10,
  uncertaintyMs: 1,
  ...changes,
});

const query = (from: number, to: number, width = 600) =>
  historyQuerySchema(NOW).parse({
    from: String(NOW + from * MINUTE_MS),
    to: String(NOW + to * MINUTE_MS),
    width: String(width),
  });

const at = (minute: number) => new Date(NOW + minute * MINUTE_MS).toISOString();

describeOnEngines('the history of the clocks', (engine) => {
  it('tells each measurement of a short time, with gaps, by the best way of each moment', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId, secondaryId } = await makePair(db);
    await db.write((tx) =>
      saveClockSamples(tx, pairId, [
        sample(null, 0, { valueMs: -20, uncertaintyMs: 3 }),
        sample(null, 10),
        sample(primaryId, 0),
        sample(primaryId, 0, { method: 'ssh', valueMs: 99 }),
        sample(secondaryId, 1, { method: 'ssh' }),
        sample(secondaryId, 30),
      ]),
    );
    const history = await db.read((tx) => clockHistory(tx, 'office', query(0, 20)));
    expect(history).toMatchObject({ from: at(0), to: at(20), intervalMs: null });
    expect(() => clockHistorySchema.parse({ now: at(0), ...history })).not.toThrow();
    expect(history?.skew).toMatchObject([
      {
        at: at(0),
        count: 1,
        value: { method: 'sntp', avgMs: -20, minMs: -20, maxMs: -20, lowMs: -23, highMs: -17 },
      },
      { count: 0, value: null },
      { at: at(10), value: { avgMs: 10 } },
    ]);
    expect(history?.servers.map(({ server, role, points }) => ({ server, role, points }))).toMatchObject([
      { server: 'dhcp-a', role: 'primary', points: [{ at: at(0), value: { method: 'sntp', avgMs: 10 } }] },
      { server: 'dhcp-b', role: 'secondary', points: [{ at: at(1), value: { method: 'ssh' } }] },
    ]);
  });

  it('sums up a long time, and keeps the least and the most', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const values = Array.from({ length: 600 }, (_, minute) =>
      sample(null, minute, { valueMs: minute === 300 ? 50_000 : 0, uncertaintyMs: minute === 301 ? 40 : 2 }),
    );
    await db.write((tx) => saveClockSamples(tx, pairId, values));
    const history = await db.read((tx) => clockHistory(tx, 'office', query(0, 600, 20)));
    const points = history?.skew ?? [];
    expect(points.length).toBeLessThanOrEqual(20);
    expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(600);
    expect(Math.max(...points.map(({ value }) => value?.maxMs ?? 0))).toBe(50_000);
    expect(Math.max(...points.map(({ value }) => value?.highMs ?? 0))).toBe(50_002);
    expect(Math.min(...points.map(({ value }) => value?.lowMs ?? 0))).toBe(-40);
  });

  it('asks again only for what may still change, and tells the same as without what it kept', async () => {
    const { db } = await engine.open();
    const { pairId, primaryId } = await makePair(db);
    const save = (...minutes: number[]) =>
      db.write((tx) =>
        saveClockSamples(
          tx,
          pairId,
          minutes.flatMap((minute) => [sample(null, minute), sample(primaryId, minute)]),
        ),
      );
    await save(0, 1, 30, 59);
    const kept = keptStretches();
    const read = (known?: { now: number; kept: typeof kept }) =>
      db.read((tx) => clockHistory(tx, 'office', query(0, 60, 20), known));
    const first = await read();
    expect(await read({ now: NOW + 60 * MINUTE_MS, kept })).toEqual(first);
    await save(2, 58);
    const [whole, again] = [await read(), await read({ now: NOW + 60 * MINUTE_MS, kept })];
    const counts = (history: typeof whole) => history?.skew.reduce((sum, { count }) => sum + count, 0);
    expect([counts(whole), counts(again)]).toEqual([6, 5]);
    expect(again?.skew.at(-1)).toEqual(whole?.skew.at(-1));
    expect(await read({ now: NOW + 200 * MINUTE_MS, kept })).toEqual(whole);
  });

  it('has no points of what was not measured, and nothing of a pair that is not there', async () => {
    const { db } = await engine.open();
    await makePair(db);
    const history = await db.read((tx) => clockHistory(tx, 'office', query(0, 60)));
    expect(history?.skew).toEqual([]);
    expect(history?.servers.map(({ points }) => points)).toEqual([[], []]);
    expect(await db.read((tx) => clockHistory(tx, 'nowhere', query(0, 60)))).toBeNull();
  });
});
