import { expect, it } from 'vitest';
import type { Verdict } from '../contracts/verdict.ts';
import { describeOnEngines } from '../db/testing/engines.ts';
import { makePair, NOW } from './testing/samples.ts';
import { leavesOfHealthy, openVerdictSpan, troubleSince } from './verdict-spans.ts';

describeOnEngines('leaves of healthy', (engine) => {
  it('are when trouble followed a healthy time at once, or after nothing was known for a while', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const open = (verdict: Verdict, code: string, afterMs: number) =>
      db.write((tx) => openVerdictSpan(tx, pairId, { verdict, code, from: NOW + afterMs }));
    const endAt = (afterMs: number) =>
      db.write((tx) =>
        tx.verdictSpan.updateMany({
          where: { pairId, until: null },
          data: { until: new Date(NOW + afterMs) },
        }),
      );
    await open('unknown', 'not-polled-yet', 0);
    await open('healthy', 'healthy', 10);
    await open('degraded', 'one-alone', 20);
    await open('down', 'nobody', 30);
    await open('healthy', 'healthy', 40);
    await open('healthy', 'healthy-but', 50);
    await open('unknown', 'both-unread', 60);
    await open('healthy', 'healthy', 70);
    await open('unknown', 'monitor-blind', 71);
    await open('unknown', 'both-unread', 72);
    await open('recovering', 'one-recovers', 73);
    await open('unknown', 'both-unread', 74);
    await open('degraded', 'one-alone', 75);
    await open('healthy', 'healthy', 76);
    // It left the settings, and came back later.
    await endAt(80);
    await open('degraded', 'one-alone', 90);
    const leaves = async (since: number) =>
      (await db.read((tx) => leavesOfHealthy(tx, pairId, NOW + since))).map(({ at, backAt }) => [
        at - NOW,
        backAt && backAt - NOW,
      ]);
    expect(await leaves(0)).toEqual([
      [20, 40],
      [73, 76],
    ]);
    expect(await leaves(20)).toEqual([
      [20, 40],
      [73, 76],
    ]);
    expect(await leaves(21)).toEqual([[73, 76]]);
    expect(await leaves(74)).toEqual([]);
    await open('healthy', 'healthy', 100);
    await open('degraded', 'one-alone', 110);
    expect(await leaves(74)).toEqual([[110, null]]);
    await endAt(120);
    await open('healthy', 'healthy', 130);
    expect(await leaves(74)).toEqual([[110, 120]]);
  });
});

describeOnEngines('the begin of trouble', (engine) => {
  it('is when the pair was last healthy, within a day; none while it was healthy until then', async () => {
    const { db } = await engine.open();
    const { pairId } = await makePair(db);
    const told = [
      ['healthy', NOW],
      ['degraded', NOW + 1_000],
      ['recovering', NOW + 5_000],
      ['healthy', NOW + 9_000],
    ] as const;
    await db.write(async (tx) => {
      for (const [verdict, from] of told) await openVerdictSpan(tx, pairId, { verdict, code: 'x', from });
    });
    const since = (at: number) => db.read((tx) => troubleSince(tx, pairId, at));
    expect(await since(NOW + 500)).toBe(NOW + 500);
    expect(await since(NOW + 1_000)).toBe(NOW + 1_000);
    expect(await since(NOW + 8_000)).toBe(NOW + 1_000);
    expect(await since(NOW + 9_500)).toBe(NOW + 9_500);
  });
});
