import { type Client, newClient, wantedClients } from './clients.ts';
import {
  acknowledged,
  bucketOf,
  granted,
  handedTo,
  type Lease,
  neverUsed,
  received,
  roleOfBucket,
} from './lease.ts';
import { addressesOf, type Plan, type PoolPlan, poolsOf } from './plan.ts';
import { type Random, shuffled } from './random.ts';
import { newServer, type Server, writeStartOfFile } from './server.ts';
import type { World } from './world.ts';

const HEALTHY_SINCE_MS = 1_260_000;

/** A pair that has been in normal for a while, with clients in the middle of their stay and both copies equal. */
export function settledWorld(plan: Plan, random: Random, nowMs: number): World {
  const world: World = {
    plan,
    random,
    nowMs,
    servers: { a: newServer('a', 'primary', plan), b: newServer('b', 'secondary', plan) },
    partitioned: false,
    channels: { a: [], b: [] },
    clients: [],
    nextClient: plan.identity.firstClient,
    demand: new Map(),
  };
  for (const server of Object.values(world.servers)) settle(server, nowMs);
  for (const pool of poolsOf(plan)) populate(world, pool);
  return world;
}

function settle(server: Server, nowMs: number): void {
  const sinceMs = nowMs - HEALTHY_SINCE_MS;
  Object.assign(server, {
    alive: true,
    starts: 1,
    state: 'normal',
    savedState: 'normal',
    stosMs: sinceMs,
    partnerState: 'normal',
    partnerStosMs: sinceMs,
    mcltMs: server.timing.mcltMs,
    knowsBuckets: true,
    connected: true,
    heardMs: nowMs,
    balancesMs: nowMs + server.timing.balanceMs,
    rewrittenMs: nowMs,
  } satisfies Partial<Server>);
  writeStartOfFile(server, false);
}

/** Leases to the wanted number of clients at random addresses; every second of the others is in the secondary's half. */
function populate(world: World, pool: PoolPlan): void {
  const used = new Set(shuffled(world.random, addressesOf(pool)).slice(0, wantedClients(world, pool)));
  for (const address of used) settleClient(world, pool, address);
  const unused = addressesOf(pool).filter((address) => !used.has(address));
  const { a, b } = world.servers;
  for (const [index, address] of unused.entries())
    if (index % 2 === 0) share(a, b, handedTo(neverUsed(address, pool.name), 'backup', a.stosMs));
}

function settleClient(world: World, pool: PoolPlan, address: string): void {
  const client = newClient(world.nextClient, pool.name, world.nowMs);
  world.nextClient += 1;
  world.clients.push(client);
  seat(world, pool, client, { address, startsMs: world.nowMs - (world.random() * pool.leaseMs) / 2 });
}

/** Gives a client an address that both servers know to be its own. `startsMs`: when it got or renewed it, no longer ago than half a lease. */
export function seat(
  world: World,
  pool: PoolPlan,
  client: Client,
  { address, startsMs }: { address: string; startsMs: number },
): void {
  const isPrimarys = roleOfBucket(bucketOf(client.identity)) === 'primary';
  const { a, b } = world.servers;
  const [granter, partner] = isPrimarys ? [a, b] : [b, a];
  const unused = neverUsed(address, pool.name);
  const times = { leaseMs: pool.leaseMs, mcltMs: pool.leaseMs };
  const lease = granted(unused, client.identity, startsMs, times);
  share(granter, partner, lease);
  client.binding = { address, server: granter.id, endsMs: lease.endsMs };
  client.actsMs = startsMs + pool.leaseMs / 2;
}

/** A change that one server made and the other acknowledged, both long ago. */
export function share(maker: Server, partner: Server, change: Lease): void {
  const known = acknowledged(change);
  maker.leases.set(change.address, known);
  partner.leases.set(change.address, received(neverUsed(change.address, change.pool), known));
}
