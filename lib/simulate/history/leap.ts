import { type Client, newClient, SILENT_SHARE, wantedClients } from '../model/clients.ts';
import {
  bucketOf,
  halfOf,
  handedTo,
  isPending,
  type Lease,
  neverUsed,
  roleOfBucket,
} from '../model/lease.ts';
import { addressesOf, type PoolPlan, poolsOf } from '../model/plan.ts';
import { shuffled } from '../model/random.ts';
import type { Server, ServerId } from '../model/server.ts';
import { seat, share } from '../model/settled-world.ts';
import type { World } from '../model/world.ts';

/**
 * Brings a healthy pair to a later time at once: who was to leave has left, others came, all have renewed, and both servers
 * know it. Throws when one of the servers is not in normal: that has to be lived through by `advance`.
 */
export function leap(world: World, toMs: number): void {
  const sinceMs = toMs - world.nowMs;
  world.nowMs = toMs;
  for (const server of Object.values(world.servers)) {
    if (server.state !== 'normal' || !server.connected)
      throw new Error(`${server.id} is in ${server.state}: there is no leaping over that`);
    server.heardMs = toMs;
    server.balancesMs = toMs + server.timing.balanceMs;
    server.rewrittenMs = toMs;
    server.inFlight.clear();
    server.outbox = [];
    // Nobody reads the blocks that were written meanwhile: the file is rewritten before it is read again.
    server.journal = [];
    world.channels[server.id] = [];
  }
  for (const pool of poolsOf(world.plan)) refill(world, pool, sinceMs);
}

function refill(world: World, pool: PoolPlan, sinceMs: number): void {
  const stays = Math.exp(-sinceMs / world.plan.timing.stayMs);
  const wanted = Math.min(wantedClients(world, pool), addressesOf(pool).length);
  const present = world.clients.filter((client) => client.pool === pool.name && client.binding);
  const staying = present.filter(() => world.random() < stays).slice(0, wanted);
  const stayed = new Set(staying);
  const left = leasesOf(
    world,
    present.filter((client) => !stayed.has(client)),
  );
  world.clients = world.clients.filter((client) => client.pool !== pool.name || stayed.has(client));

  const taken = new Set(staying.flatMap(({ binding }) => binding?.address ?? []));
  const unused = shuffled(
    world.random,
    addressesOf(pool).filter((address) => !taken.has(address)),
  );
  // Who has not renewed since got the address before, half a lease ago at most.
  const renewalMs = Math.min(sinceMs, pool.leaseMs / 2);
  const startsMs = () => world.nowMs - world.random() * renewalMs;
  for (const client of staying) {
    const { binding } = client;
    const lease = binding && world.servers[binding.server].leases.get(binding.address);
    if (!lease) continue;
    if (client.actsMs > world.nowMs) {
      if (isPending(lease)) share(...makerFirst(world, binding.server), lease);
    } else seat(world, pool, client, { address: binding.address, startsMs: startsMs() });
  }
  for (const address of unused.splice(0, wanted - staying.length)) {
    const client = newClient(world.nextClient, pool.name, world.nowMs);
    world.nextClient += 1;
    world.clients.push(client);
    seat(world, pool, client, { address, startsMs: startsMs() });
  }
  halve(world, pool, unused, left);
}

function makerFirst({ servers: { a, b } }: World, maker: ServerId): [Server, Server] {
  return maker === 'a' ? [a, b] : [b, a];
}

function leasesOf(world: World, clients: readonly Client[]): Map<string, Lease> {
  const leases = clients.flatMap(
    ({ binding }) => binding && (world.servers.a.leases.get(binding.address) ?? []),
  );
  return new Map(leases.flatMap((lease) => (lease ? [[lease.address, lease] as const] : [])));
}

/**
 * The addresses nobody has: those that were just left go to the half that their last client hashes to, the others make both
 * halves alike.
 */
function halve(
  world: World,
  pool: PoolPlan,
  unused: readonly string[],
  left: ReadonlyMap<string, Lease>,
): void {
  const { a, b } = world.servers;
  const counts = { free: 0, backup: 0 };
  for (const address of unused) {
    const former = left.get(address);
    if (!former?.client) continue;
    const half = halfOf(roleOfBucket(bucketOf(former.client)));
    counts[half] += 1;
    const isSilent = world.random() < SILENT_SHARE;
    const endsMs = Math.min(former.endsMs, isSilent ? world.nowMs : former.startsMs + 1_000);
    share(a, b, handedTo({ ...former, endsMs }, half, world.nowMs));
  }
  for (const address of unused) {
    if (left.get(address)?.client) continue;
    const half = counts.backup < counts.free ? 'backup' : 'free';
    counts[half] += 1;
    const unheld = neverUsed(address, pool.name);
    if (half === 'backup') share(a, b, handedTo(unheld, half, a.stosMs));
    else for (const { leases } of [a, b]) leases.set(address, unheld);
  }
}
