import { beforeEach, describe, expect, test } from 'vitest';
import { advance } from './model/advance.ts';
import { isPending } from './model/lease.ts';
import { DEMO_PLAN } from './model/plan.ts';
import { seededRandom } from './model/random.ts';
import { clockOf, isAnswering, poolCounters, type Server, takeJournal } from './model/server.ts';
import { settledWorld } from './model/settled-world.ts';
import type { World } from './model/world.ts';
import { controlOf, type PairControl } from './pair.ts';

const NOW = 1_790_000_000_000;

let world: World;
let pair: PairControl;
let a: Server;
let b: Server;

beforeEach(() => {
  world = settledWorld(DEMO_PLAN, seededRandom(7), NOW);
  pair = controlOf(world);
  a = world.servers.a;
  b = world.servers.b;
});

function pass(seconds: number): void {
  advance(world, world.nowMs + seconds * 1000);
}

/** The states a server goes through while `seconds` pass. */
function statesOf(server: Server, seconds: number): string[] {
  const states: string[] = [server.state];
  for (let step = 0; step < seconds * 4; step += 1) {
    pass(0.25);
    if (server.state !== states.at(-1)) states.push(server.state);
  }
  return states;
}

function copies(server: Server) {
  return [...server.leases.values()].map(({ address, state, client }) => ({ address, state, client }));
}

describe('a pair in normal', () => {
  test('stays so, keeps all clients served and its free leases balanced', () => {
    pass(300);
    expect([a.state, a.partnerState, b.state, b.partnerState]).toEqual(Array(4).fill('normal'));
    expect(world.clients.filter((client) => !client.binding)).toEqual([]);
    for (const pool of ['office-desks', 'office-wifi', 'guests']) {
      const { leaseCount, freeLeases, backupLeases } = poolCounters(a, pool);
      expect(Math.abs(freeLeases - backupLeases)).toBeLessThan(leaseCount * 0.1);
    }
  });

  test('has updates under way, and never more than the partner allows', () => {
    const seen = new Set<number>();
    for (let second = 0; second < 60; second += 1) {
      pass(1);
      seen.add(a.inFlight.size);
      expect(a.inFlight.size).toBeLessThanOrEqual(100);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  test('lives the same life with the same seed, however often it is asked', () => {
    const twin = settledWorld(DEMO_PLAN, seededRandom(7), NOW);
    for (let second = 1; second <= 30; second += 1) pass(1);
    advance(twin, NOW + 30_000);
    expect(copies(twin.servers.a)).toEqual(copies(a));
  });
});

describe('a killed primary', () => {
  beforeEach(() => {
    pass(10);
    pair.kill('a');
  });

  test('changes nothing, while the secondary goes on alone and remembers it as normal', () => {
    takeJournal(a);
    const before = copies(a);
    pass(60);
    expect(copies(a)).toEqual(before);
    expect(takeJournal(a)).toEqual([]);
    expect(b.state).toBe('communications-interrupted');
    expect(b.partnerState).toBe('normal');
    expect(b.stosMs).toBe(NOW + 10_250);
  });

  test('comes back through startup with its old stamp, and is caught up', () => {
    const stosMs = a.stosMs;
    pass(60);
    pair.start('a');
    expect(statesOf(a, 10)).toEqual(['startup', 'normal']);
    expect(a.stosMs).toBe(stosMs);
    expect(b.state).toBe('normal');
    pass(5);
    expect(disagreements()).toEqual([]);
    expect(stuckFor(5)).toEqual([]);
  });

  test('comes back to a partner-down partner: recover, and no wait as its stamp is older than MCLT', () => {
    pass(10);
    pair.partnerDown('b');
    pass(10);
    pair.start('a');
    expect(statesOf(a, 40)).toEqual(['startup', 'recover', 'recover-done', 'normal']);
    expect(b.state).toBe('normal');
  });

  test('comes back without its database: it waits in recover-wait until MCLT after its start', () => {
    pass(10);
    pair.partnerDown('b');
    pass(10);
    pair.start('a', { databaseLost: true });
    const startedMs = world.nowMs;
    expect(a.partnerState).toBe('unknown-state');
    const states = ['startup', 'recover', 'recover-wait'];
    expect(statesOf(a, 29)).toEqual(states);
    expect(a.stosMs).toBe(startedMs);
    expect(isAnswering(a)).toBe(false);
    expect(statesOf(a, 3)).toEqual(['recover-wait', 'recover-done', 'normal']);
  });

  test('starting alone waits 15 s for its partner, then serves from its own half', () => {
    pair.kill('b');
    pair.start('a');
    pass(14);
    expect(a.state).toBe('startup');
    expect(a.savedState).toBe('normal');
    pass(2);
    expect(a.state).toBe('communications-interrupted');
  });
});

describe('two servers that have never met', () => {
  beforeEach(() => {
    pair.kill('a');
    pair.kill('b');
    pair.start('b', { databaseLost: true });
  });

  test('the secondary knows neither MCLT nor buckets before the first contact', () => {
    pass(20);
    expect(b).toMatchObject({
      state: 'recover',
      mcltMs: 0,
      knowsBuckets: false,
      partnerState: 'unknown-state',
    });
  });

  test('go to normal without waiting for MCLT', () => {
    pair.start('a', { databaseLost: true });
    pass(25);
    expect([a.state, b.state]).toEqual(['normal', 'normal']);
    expect(b).toMatchObject({ mcltMs: 30_000, knowsBuckets: true });
  });
});

describe('a partition', () => {
  test('is noticed within max-response-delay, and new leases come from the own half only', () => {
    pair.partition();
    pass(15);
    expect([a.state, b.state]).toEqual(['communications-interrupted', 'communications-interrupted']);
    const free = poolCounters(b, 'office-desks').freeLeases;
    const backup = poolCounters(a, 'office-desks').backupLeases;
    pass(60);
    expect(poolCounters(b, 'office-desks').freeLeases).toBe(free);
    expect(poolCounters(a, 'office-desks').backupLeases).toBe(backup);
  });

  test('ends in normal on both, with equal copies and without a doubled client', () => {
    pair.partition();
    pass(60);
    pair.heal();
    pass(6);
    expect([a.state, b.state]).toEqual(['normal', 'normal']);
    pass(5);
    expect(disagreements()).toEqual([]);
    expect(stuckFor(5)).toEqual([]);
  });

  test('too short to be noticed changes nothing', () => {
    pair.partition();
    pass(5);
    pair.heal();
    expect(statesOf(a, 20)).toEqual(['normal']);
  });

  test('with partner-down on one side ends in a conflict, merged within seconds', () => {
    pair.partition();
    pass(15);
    pair.partnerDown('b');
    pass(60);
    pair.heal();
    expect(statesOf(a, 15)).toEqual([
      'communications-interrupted',
      'potential-conflict',
      'conflict-done',
      'normal',
    ]);
    expect(b.state).toBe('normal');
    pass(5);
    expect(disagreements()).toEqual([]);
    expect(stuckFor(5)).toEqual([]);
  });

  test('in the middle of a merge leaves both in resolution-interrupted until they meet again', () => {
    pair.partition();
    pass(15);
    pair.partnerDown('b');
    pass(20);
    pair.heal();
    while (a.state !== 'potential-conflict') pass(0.25);
    pair.partition();
    pass(12);
    expect([a.state, b.state]).toEqual(['resolution-interrupted', 'resolution-interrupted']);
    pair.heal();
    pass(15);
    expect([a.state, b.state]).toEqual(['normal', 'normal']);
  });
});

test('partner-down while the link is up throws both into a conflict', () => {
  pair.partnerDown('a');
  expect(statesOf(b, 10)).toEqual(['normal', 'potential-conflict', 'normal']);
});

describe('a drifting clock', () => {
  test('moves evenly and unnoticed, and shows in the stamps after a reconnect', () => {
    pair.skew('b', 20_000, 10_000);
    pass(5);
    expect(clockOf(b, world.nowMs) - world.nowMs).toBe(10_000);
    pass(10);
    expect(a.state).toBe('normal');
    pair.partition();
    pass(15);
    pair.heal();
    pass(8);
    const aheadMs = b.partnerStosMs - a.stosMs;
    const behindMs = a.partnerStosMs - b.stosMs;
    expect((aheadMs - behindMs) / 2).toBe(20_000);
    expect(aheadMs + behindMs).toBeLessThanOrEqual(4_000);
  });

  test('of more than a minute keeps the servers apart until it is put right', () => {
    pair.skew('b', -61_000);
    pass(30);
    expect(a.state).toBe('normal');
    pair.kill('b');
    pair.start('b');
    pass(60);
    expect([a.state, b.state]).toEqual(['communications-interrupted', 'communications-interrupted']);
    pair.skew('b', 0);
    pass(6);
    expect([a.state, b.state]).toEqual(['normal', 'normal']);
  });
});

describe('a crowded pool', () => {
  test('fills up completely and drains again', () => {
    pair.fill('guests');
    pass(38);
    expect(poolCounters(a, 'guests')).toEqual({ leaseCount: 120, freeLeases: 0, backupLeases: 0 });
    pair.drain('guests');
    pass(60);
    const { freeLeases, backupLeases } = poolCounters(a, 'guests');
    expect(freeLeases + backupLeases).toBeGreaterThan(25);
  });

  test('must be one the pair has', () => {
    expect(() => pair.fill('cellar')).toThrow(/no pool "cellar"; it has office-desks, office-wifi, guests/);
  });
});

test('a machine that slept for hours wakes up to a pair that finds together again', () => {
  advance(world, NOW + 8 * 3_600_000);
  pass(60);
  expect([a.state, b.state]).toEqual(['normal', 'normal']);
});

/** What the copies disagree on although neither server has a change to tell. */
function disagreements() {
  return [...a.leases.values()].filter((lease) => {
    const other = b.leases.get(lease.address);
    if (!other || isPending(lease) || isPending(other)) return false;
    return lease.state !== other.state || lease.client?.hardware !== other.client?.hardware;
  });
}

/** Changes that the other server does not acknowledge although it has `seconds` for it. */
function stuckFor(seconds: number): string[] {
  const pending = () =>
    [a, b].flatMap((server) =>
      [...server.leases.values()]
        .filter(isPending)
        .map(({ address, tstpMs }) => `${address} at ${server.id} of ${tstpMs}`),
    );
  const before = new Set(pending());
  pass(seconds);
  return pending().filter((change) => before.has(change));
}
