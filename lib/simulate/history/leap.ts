import { type Client, newClient, SILENT_SHARE, wantedClients } from '../model/clients.ts';
import { bucketOf, halfOf, handedTo, type Lease, neverUsed, roleOfBucket } from '../model/lease.ts';
import { addressesOf, type PoolPlan, poolsOf } from '../model/plan.ts';
import { shuffled } from '../model/random.ts';
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
  for (const client of staying) if (client.binding) seat(world, pool, client, client.binding.address);
  for (const address of unused.splice(0, wanted - staying.length)) {
    const client = newClient(world.nextClient, pool.name, world.nowMs);
    world.nextClient += 1;
    world.clients.push(client);
    seat(world, pool, client, address);
  }
  halve(world, pool, unused, left);
}

function leasesOf(world: World, clients: readonly Client[]): Map<string, Lease> {
  const leases = clients.flatMap(
    ({ binding }) => binding && (world.servers.a.leases.get(binding.address) ?? []),
  );
  return new Map(leases.flatMap((lease) => (lease ? [[lease.address, lease] as const] : [])));
}

/** The addresses nobody has go to both halves alike; those that were just left keep the name of who had them. */
function halve(
  world: World,
  pool: PoolPlan,
  unused: readonly string[],
  left: ReadonlyMap<string, Lease>,
): void {
  const { a, b } = world.servers;
  for (const [index, address] of unused.entries()) {
    const former = left.get(address);
    const half = index % 2 === 0 ? 'backup' : 'free';
    if (former?.client) {
      const isSilent = world.random() < SILENT_SHARE;
      const endsMs = Math.min(former.endsMs, isSilent ? world.nowMs : former.startsMs + 1_000);
      const half = halfOf(roleOfBucket(bucketOf(former.client)));
      share(a, b, handedTo({ ...former, endsMs }, half, world.nowMs));
    } else if (half === 'backup') {
      share(a, b, handedTo(neverUsed(address, pool.name), half, a.stosMs));
    } else {
      a.leases.set(address, neverUsed(address, pool.name));
      b.leases.set(address, neverUsed(address, pool.name));
    }
  }
}
