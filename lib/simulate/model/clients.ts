import { grant, release, renew } from './grant.ts';
import { bucketOf, type Lease, type LeaseClient, roleOfBucket } from './lease.ts';
import { addressesOf, type PoolPlan } from './plan.ts';
import { shuffled } from './random.ts';
import { clockOf, isAnswering, type Server, type ServerId } from './server.ts';
import type { World } from './world.ts';

/** The people behind the addresses: they come, renew at half time, and leave politely or without a word. Times are true. */

export type Client = {
  readonly pool: string;
  readonly identity: LeaseClient;
  binding: Binding | null;
  /** When it next sends a DISCOVER or a REQUEST. */
  actsMs: number;
};

export type Binding = { address: string; server: ServerId; endsMs: number };

/** Share of leaving clients that just disappear, so that their lease runs out. */
export const SILENT_SHARE = 0.2;

const DEVICES = [
  { hostname: 'laptop', vendorClass: 'MSFT 5.0' },
  { hostname: 'desk-phone', vendorClass: 'snom-d785' },
  { hostname: 'printer', vendorClass: 'udhcp 1.36.1' },
  { hostname: 'tablet', vendorClass: 'android-dhcp-14' },
] as const;

/** The `number`-th client that ever appears; its hardware address is of the locally administered kind. */
export function newClient(number: number, pool: string, nowMs: number): Client {
  const device = DEVICES[number % DEVICES.length] ?? DEVICES[0];
  const serial = number.toString(16).padStart(6, '0');
  const hardware = `02:50:57:${serial.slice(0, 2)}:${serial.slice(2, 4)}:${serial.slice(4, 6)}`;
  return {
    pool,
    identity: { hardware, hostname: `${device.hostname}-${number}`, vendorClass: device.vendorClass },
    binding: null,
    actsMs: nowMs,
  };
}

/** One tick of all clients of one pool. */
export function moveClients(world: World, pool: PoolPlan, sinceMs: number): void {
  const present = world.clients.filter((client) => client.pool === pool.name);
  const leaving = new Set(present.filter(leavesNow(world, pool, present.length, sinceMs)));
  for (const client of leaving) leave(world, client);
  if (leaving.size > 0) world.clients = world.clients.filter((client) => !leaving.has(client));
  for (let missing = arrivals(world, pool, present.length, sinceMs); missing > 0; missing -= 1) {
    world.clients.push(newClient(world.nextClient, pool.name, world.nowMs));
    world.nextClient += 1;
  }
  for (const client of world.clients) if (client.pool === pool.name) act(world, client, pool);
}

export function wantedClients(world: World, pool: PoolPlan): number {
  const usual = pool.demand * (world.plan.rhythm?.(pool, world.nowMs) ?? 1);
  return Math.round((world.demand.get(pool.name) ?? usual) * addressesOf(pool).length);
}

function arrivals(world: World, pool: PoolPlan, present: number, sinceMs: number): number {
  const { stayMs, settleMs } = world.plan.timing;
  const wanted = wantedClients(world, pool);
  const expected = sinceMs * (wanted / stayMs + Math.max(0, wanted - present) / settleMs);
  return Math.floor(expected) + (world.random() < expected % 1 ? 1 : 0);
}

function leavesNow(world: World, pool: PoolPlan, present: number, sinceMs: number): () => boolean {
  const { stayMs, settleMs } = world.plan.timing;
  const surplus = Math.max(0, present - wantedClients(world, pool)) / Math.max(1, present);
  const probability = sinceMs * (1 / stayMs + surplus / settleMs);
  return () => world.random() < probability;
}

function leave(world: World, client: Client): void {
  if (!client.binding || world.random() < SILENT_SHARE) return;
  const server = serverToRenewWith(world, client.binding);
  if (server) release(server, client.binding.address, client.identity, world.nowMs);
}

function act(world: World, client: Client, pool: PoolPlan): void {
  if (client.binding && world.nowMs >= client.binding.endsMs) {
    client.binding = null;
    client.actsMs = world.nowMs;
  }
  if (world.nowMs < client.actsMs) return;
  if (client.binding) renewBinding(world, client, client.binding, pool);
  else discover(world, client, pool);
}

function discover(world: World, client: Client, pool: PoolPlan): void {
  for (const server of serversToAsk(world, client.identity)) {
    const lease = grant(server, pool.name, client.identity, pool.leaseMs, world.nowMs);
    if (!lease) continue;
    bind(client, server, lease, world.nowMs);
    return;
  }
  client.actsMs = world.nowMs + world.plan.timing.retryMs * (0.5 + world.random());
}

function renewBinding(world: World, client: Client, binding: Binding, pool: PoolPlan): void {
  const server = serverToRenewWith(world, binding);
  if (!server) {
    client.actsMs = world.nowMs + world.plan.timing.retryMs;
    return;
  }
  const lease = renew(server, binding.address, client.identity, pool.leaseMs, world.nowMs);
  if (lease) {
    bind(client, server, lease, world.nowMs);
  } else {
    client.binding = null;
    client.actsMs = world.nowMs;
  }
}

/** The client counts from the moment of the answer, whatever the server's clock shows. */
function bind(client: Client, server: Server, lease: Lease, nowMs: number): void {
  const durationMs = lease.endsMs - clockOf(server, nowMs);
  client.binding = { address: lease.address, server: server.id, endsMs: nowMs + durationMs };
  client.actsMs = nowMs + durationMs / 2;
}

/** The granting server; when that is silent, whoever answers. */
function serverToRenewWith(world: World, binding: Binding): Server | undefined {
  const granter = world.servers[binding.server];
  return isAnswering(granter) ? granter : Object.values(world.servers).find(isAnswering);
}

/** In normal the server of the client's hash bucket, then its partner when that has nothing left; else either. */
function serversToAsk(world: World, client: LeaseClient): Server[] {
  const answering = shuffled(world.random, Object.values(world.servers).filter(isAnswering));
  const role = roleOfBucket(bucketOf(client));
  const isAsked = (server: Server) => server.state !== 'normal' || server.role === role;
  return [...answering.filter(isAsked), ...answering.filter((server) => !isAsked(server))];
}
