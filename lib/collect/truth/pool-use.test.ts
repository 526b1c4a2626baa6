import { describe, expect, test } from 'vitest';
import type { PoolFacts, PoolSide } from '../../pair/pool-facts.ts';
import { advance } from '../advance.ts';
import type { Reading } from '../reading.ts';
import { pairInNormal, START } from '../testing/files-memory.ts';
import { NO_POOL_USE, type PoolUse, poolAlertFacts, takePoolUse as take } from './pool-use.ts';

const MINUTE_MS = 60_000;
const LAN = { key: 'lan/10.0.0.1', title: 'lan 10.0.0.1–10.0.0.100', sharedNetwork: 'lan', size: 100 };

const takePoolUse = (former: PoolUse, pools: readonly PoolFacts[], now: number) =>
  take(former, pools, { isWhole: true, now });

const side = (at: number, free: number, backup: number, source: PoolSide['source'] = 'omapi'): PoolSide => ({
  ...{ at, source, free, backup, active: null, expired: null, released: null, abandoned: null },
});
const lan = (primary: PoolSide | null, secondary: PoolSide | null = null): PoolFacts => ({
  ...LAN,
  primary,
  secondary,
});

function factsOf(poolUse: PoolUse, now: number) {
  const memory = pairInNormal();
  const [facts] = poolAlertFacts({ ...memory, truth: { ...memory.truth, poolUse } }, now);
  return facts;
}

describe('the use of a pool', () => {
  test('is what is neither free nor backup, by the server that knows of more leases', () => {
    const pool = lan(side(START, 40, 30), side(START + 1_000, 50, 40));
    expect(factsOf(takePoolUse(NO_POOL_USE, [pool], START + 1_000), START + 1_000)).toEqual({
      ...LAN,
      use: { at: START, used: 30, free: 70 },
      recentUse: [{ at: START, used: 30 }],
      endings: null,
    });
  });

  test('did not fall because one server came back without its leases', () => {
    const before = takePoolUse(NO_POOL_USE, [lan(null, side(START, 20, 20))], START);
    const emptied = lan(side(START + MINUTE_MS, 50, 50), side(START + MINUTE_MS, 20, 20));
    const use = takePoolUse(before, [emptied], START + MINUTE_MS);
    expect(factsOf(use, START + MINUTE_MS)?.recentUse.map(({ used }) => used)).toEqual([60, 60]);
  });

  test('is not what a server said last that is gone since', () => {
    const gone = lan(side(START, 0, 0), side(START + 2 * MINUTE_MS, 40, 30));
    const use = takePoolUse(NO_POOL_USE, [gone], START + 2 * MINUTE_MS);
    expect(factsOf(use, START + 2 * MINUTE_MS)?.use?.used).toBe(30);
  });

  test.each([
    ['by one server only', lan(null, side(START, 60, 10))],
    ['by its lease file', lan(side(START, 60, 10, 'leases'))],
  ])('is told %s', (_, pool) => {
    expect(factsOf(takePoolUse(NO_POOL_USE, [pool], START), START)?.use).toMatchObject({
      used: 30,
      free: 70,
    });
  });

  test('is not known any more when neither server spoke of late', () => {
    const use = takePoolUse(NO_POOL_USE, [lan(side(START, 60, 10), side(START, 60, 10))], START);
    // No source says how often it is read: a minute is assumed.
    expect(factsOf(use, START + 5 * MINUTE_MS)?.use).not.toBeNull();
    expect(factsOf(use, START + 5 * MINUTE_MS + 1)?.use).toBeNull();
  });
});

describe('the use in the last half hour', () => {
  const recent = (use: PoolUse) => use.get(LAN.key)?.recent ?? [];

  test('is kept about a minute apart, and no longer', () => {
    let use = NO_POOL_USE;
    let now = START;
    for (let reading = 0; reading < 60 * 12; reading += 1, now += 5_000)
      use = takePoolUse(use, [lan(side(now, 100 - Math.floor(reading / 12), 0))], now);
    const kept = recent(use);
    const gaps = kept.slice(1).map(({ at }, index) => at - (kept[index]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MINUTE_MS);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(55_000);
    expect(now - (kept[0]?.at ?? 0)).toBeGreaterThan(29 * MINUTE_MS);
    expect(now - (kept[0]?.at ?? 0)).toBeLessThanOrEqual(31 * MINUTE_MS);
    expect(kept.at(-1)?.used).toBe(59);
  });

  test('has a gap while nobody tells', () => {
    const told = takePoolUse(NO_POOL_USE, [lan(side(START, 60, 10))], START);
    const silent = takePoolUse(told, [lan(side(START, 60, 10))], START + 3 * MINUTE_MS);
    expect(recent(silent)).toEqual([{ at: START, used: 30 }]);
    const again = takePoolUse(silent, [lan(side(START + 4 * MINUTE_MS, 50, 10))], START + 4 * MINUTE_MS);
    expect(recent(again)).toEqual([
      { at: START, used: 30 },
      { at: START + 4 * MINUTE_MS, used: 40 },
    ]);
  });

  test('forgets what our clock dated after now when it was set back', () => {
    const before = takePoolUse(NO_POOL_USE, [lan(side(START, 60, 10))], START);
    const now = START - 10 * MINUTE_MS;
    expect(recent(takePoolUse(before, [lan(side(now, 50, 10))], now))).toEqual([{ at: now, used: 40 }]);
  });

  test('is of a pool that could not be read this time what it was', () => {
    let memory = pairInNormal();
    const counters = (name: string) => ({
      ...{ key: `${name}/10.0.0.1`, sharedNetwork: name, peerName: 'pair', addressCount: 100 },
      ...{ ranges: [], leaseCount: 100, freeLeases: 5, backupLeases: 5 },
    });
    const failure = { kind: 'partial', message: '1 of 2 pools not read.' };
    const read = (at: number, outcome: Extract<Reading, { kind: 'pools' }>['outcome']) => {
      const times = { attemptAt: at, finishedAt: at, intervalMs: 10_000 };
      memory = advance(memory, { kind: 'pools', serverId: 1, ...times, outcome }).memory;
    };
    read(START, { ok: true, value: [counters('lan'), counters('wlan')] });
    read(START + 10_000, { ok: false, failure, partial: [counters('wlan')] });
    const used = poolAlertFacts(memory, START + 10_000).map(({ key, use }) => [key, use?.used]);
    expect(used).toEqual([
      ['lan/10.0.0.1', 90],
      ['wlan/10.0.0.1', 90],
    ]);
    read(START + 20_000, { ok: true, value: [counters('wlan')] });
    expect(poolAlertFacts(memory, START + 20_000).map(({ key }) => key)).toEqual(['wlan/10.0.0.1']);
  });

  test('is of a pool that is no more, nothing', () => {
    const before = takePoolUse(NO_POOL_USE, [lan(side(START, 60, 10))], START);
    expect(takePoolUse(before, [], START).size).toBe(0);
  });
});
