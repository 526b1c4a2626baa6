import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance } from './model/advance.ts';
import { isPending } from './model/lease.ts';
import { DEMO_PLAN, type Plan, poolsOf } from './model/plan.ts';
import { seededRandom } from './model/random.ts';
import { poolCounters, type Server, type ServerId } from './model/server.ts';
import { settledWorld } from './model/settled-world.ts';
import { partnerOf, type World } from './model/world.ts';
import { controlOf, type PairControl } from './pair.ts';

/** Few addresses, short leases and restless clients, so that everything meets everything. */
const CROWDED: Plan = {
  ...DEMO_PLAN,
  networks: [
    {
      name: 'lobby',
      subnet: '10.40.0.0',
      netmask: '255.255.255.0',
      router: '10.40.0.1',
      pools: [
        { name: 'left', firstAddress: '10.40.0.10', lastAddress: '10.40.0.21', leaseMs: 60_000, demand: 0.7 },
        {
          name: 'right',
          firstAddress: '10.40.0.30',
          lastAddress: '10.40.0.37',
          leaseMs: 45_000,
          demand: 0.9,
        },
      ],
    },
  ],
  timing: { ...DEMO_PLAN.timing, stayMs: 60_000 },
};

type Deed = { name: string; does: (world: World, pair: PairControl) => void };

const serverId = fc.constantFrom<ServerId>('a', 'b');

/** What operators and fate may do without leading both servers to serve alone (that ends in doubled addresses for real, too). */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.integer({ min: 1, max: 45 }).map((seconds) => ({
    name: `wait ${seconds} s`,
    does: (world: World) => live(world, seconds),
  })),
  serverId.map((id) => ({
    name: `kill ${id}`,
    does: (world: World, pair: PairControl) => {
      if (!isOnlyOneToKnow(world, world.servers[id])) pair.kill(id);
    },
  })),
  fc.tuple(serverId, fc.boolean()).map(([id, databaseLost]) => ({
    name: `start ${id}${databaseLost ? ' without its database' : ''}`,
    does: (world: World, pair: PairControl) => {
      const server = world.servers[id];
      if (maySafelyStart(world, server))
        pair.start(id, { databaseLost: databaseLost && mayLoseDatabase(world, server) });
    },
  })),
  fc.constant({
    name: 'partition',
    does: ({ servers }: World, pair: PairControl) => {
      if ([servers.a, servers.b].every(isSharing)) pair.partition();
    },
  }),
  fc.constant({ name: 'heal', does: (_: World, pair: PairControl) => pair.heal() }),
  serverId.map((id) => ({
    name: `partner-down ${id}`,
    does: (world: World, pair: PairControl) => {
      const server = world.servers[id];
      if (server.state === 'communications-interrupted' && !partnerOf(world, server).alive)
        pair.partnerDown(id);
    },
  })),
  fc.constantFrom('left', 'right').map((pool) => ({
    name: `fill ${pool}`,
    does: (_: World, pair: PairControl) => pair.fill(pool),
  })),
  fc.constantFrom('left', 'right').map((pool) => ({
    name: `drain ${pool}`,
    does: (_: World, pair: PairControl) => pair.drain(pool),
  })),
);

const deeds = fc.array(
  deed.map((one) => ({ ...one, [fc.toStringMethod]: () => one.name })),
  { minLength: 1, maxLength: 25 },
);

test('whatever happens, no address serves two clients and the counters add up', () => {
  fc.assert(
    fc.property(fc.integer(), deeds, (seed, script) => {
      const world = settledWorld(CROWDED, seededRandom(seed), 1_790_000_000_000);
      const pair = controlOf(world);
      for (const { does } of script) {
        does(world, pair);
        live(world, 5);
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever happened, a pair left in peace comes to agree on every lease', () => {
  fc.assert(
    fc.property(fc.integer(), deeds, (seed, script) => {
      const world = settledWorld(CROWDED, seededRandom(seed), 1_790_000_000_000);
      const pair = controlOf(world);
      for (const { does } of script) does(world, pair);
      bringBack(world, pair);
      const { a, b } = world.servers;
      expect([a.state, b.state]).toEqual(['normal', 'normal']);
      expect([...a.leases.values()].map(essence)).toEqual([...b.leases.values()].map(essence));
      for (const pool of poolsOf(CROWDED))
        expect(poolCounters(a, pool.name)).toEqual(poolCounters(b, pool.name));
    }),
    { numRuns: 60 },
  );
});

function live(world: World, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    advance(world, world.nowMs + 1000);
    expectNoSharedAddress(world);
    for (const server of Object.values(world.servers)) expectCountersToAddUp(server);
  }
}

function expectNoSharedAddress(world: World): void {
  const held = world.clients.flatMap(({ binding }) =>
    binding && binding.endsMs > world.nowMs ? [binding.address] : [],
  );
  expect(held.filter((address, index) => held.indexOf(address) !== index)).toEqual([]);
}

function expectCountersToAddUp(server: Server): void {
  for (const pool of poolsOf(CROWDED)) {
    const { leaseCount, freeLeases, backupLeases } = poolCounters(server, pool.name);
    const used = [...server.leases.values()].filter(
      (lease) => lease.pool === pool.name && lease.state !== 'free' && lease.state !== 'backup',
    );
    expect(freeLeases + backupLeases + used.length).toBe(leaseCount);
    expect(leaseCount).toBe(pool.name === 'left' ? 12 : 8);
  }
}

function isSharing(server: Server): boolean {
  return server.alive && (server.state === 'normal' || server.state === 'communications-interrupted');
}

/** Not while a partner that has taken over everything cannot say so. */
function maySafelyStart(world: World, server: Server): boolean {
  const partner = partnerOf(world, server);
  const partnerIsHeard = partner.alive && !world.partitioned;
  return partnerIsHeard || partner.savedState !== 'partner-down';
}

/** The partner has lost its database and not yet fetched another: should both start anew now, those leases are lost. */
function isOnlyOneToKnow(world: World, server: Server): boolean {
  return partnerOf(world, server).savedState === 'recover';
}

/** Not when nobody else knows the leases. */
function mayLoseDatabase(world: World, server: Server): boolean {
  return isSharing(partnerOf(world, server)) || partnerOf(world, server).state === 'partner-down';
}

/** Both run and hear each other, the clients have gone, and all leases have ended. */
function bringBack(world: World, pair: PairControl): void {
  pair.heal();
  const { a, b } = world.servers;
  for (const server of [a, b].sort((one, two) => rank(two) - rank(one))) {
    pair.start(server.id);
    advance(world, world.nowMs + 20_000);
  }
  advance(world, world.nowMs + 90_000);
  world.clients = [];
  for (const pool of poolsOf(CROWDED)) world.demand.set(pool.name, 0);
  for (let second = 0; second < 300; second += 1) {
    advance(world, world.nowMs + 1000);
    const leases = [a, b].flatMap((server) => [...server.leases.values()]);
    if (second > 150 && !leases.some(isPending)) return;
  }
}

/** The server that knows most starts first. */
function rank(server: Server): number {
  return server.savedState === 'partner-down' ? 1 : 0;
}

function essence({ address, state, client }: { address: string; state: string; client: unknown }) {
  return { address, state, client };
}
