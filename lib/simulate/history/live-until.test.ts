import { expect, test } from 'vitest';
import { DEMO_PLAN } from '../model/plan.ts';
import { seededRandom } from '../model/random.ts';
import { poolCounters } from '../model/server.ts';
import { settledWorld } from '../model/settled-world.ts';
import { controlOf } from '../pair.ts';
import { liveUntil } from './live-until.ts';

const START = Date.UTC(2025, 10, 1);
const HOUR_MS = 3_600_000;
const NEVER = Number.NEGATIVE_INFINITY;

const worldAt = (seed: number) => settledWorld(DEMO_PLAN, seededRandom(seed), START);

test('a healthy pair is at a later time at once, with as many clients, and both servers know the same of them', () => {
  const world = worldAt(1);
  liveUntil(world, START + 48 * HOUR_MS, NEVER);
  const { a, b } = world.servers;
  expect(world.nowMs).toBe(START + 48 * HOUR_MS);
  expect(poolCounters(a, 'office-desks')).toEqual(poolCounters(b, 'office-desks'));
  for (const lease of a.leases.values()) {
    const other = b.leases.get(lease.address);
    expect([other?.state, other?.client]).toEqual([lease.state, lease.client]);
  }
  expect(world.clients.filter(({ pool }) => pool === 'office-desks').length).toBe(Math.round(0.58 * 256));
});

test.each([1, 2, 3, 4, 5])('a partner that was declared down is back within minutes (seed %i)', (seed) => {
  const world = worldAt(seed);
  const pair = controlOf(world);
  let stirred = START;
  const until = (seconds: number) => liveUntil(world, stirred + seconds * 1_000, stirred);
  pair.kill('a');
  for (const seconds of [2, 6, 90, 540]) until(seconds);
  stirred = world.nowMs;
  pair.partnerDown('b');
  for (const seconds of [2, 6, 90, 1_200, 5_000]) until(seconds);
  expect(world.servers.b.state).toBe('partner-down');
  stirred = world.nowMs;
  pair.start('a');
  for (const seconds of [2, 6, 90, 310]) until(seconds);
  expect([world.servers.a.state, world.servers.b.state]).toEqual(['normal', 'normal']);
});

test('the same seed gives the same past', () => {
  const [one, other] = [worldAt(7), worldAt(7)];
  for (const world of [one, other]) liveUntil(world, START + 5 * HOUR_MS, NEVER);
  expect([...one.servers.a.leases.values()]).toEqual([...other.servers.a.leases.values()]);
});
