import { granted, halfOf, type Lease, type LeaseClient, released } from './lease.ts';
import { clockOf, type Server, writeLease } from './server.ts';

/** What a server answers clients (reference 3.4, 3.5): true time goes in, records in the server's clock come out. */

/** Whether this server may give an address to a new client. */
export function mayAllocate(server: Server, lease: Lease, clockMs: number): boolean {
  const ended = lease.state === 'expired' || lease.state === 'released';
  const standing = ended ? lease.rewind : lease.state;
  if (standing === halfOf(server.role)) return true;
  const isPartnersHalf = lease.state === 'free' || lease.state === 'backup';
  return (
    isPartnersHalf &&
    server.state === 'partner-down' &&
    clockMs > Math.max(lease.tsfpMs, server.stosMs) + server.mcltMs
  );
}

/** A lease for a client: the one it has, the one it had, or the longest unused; undefined when there is none. */
export function grant(
  server: Server,
  pool: string,
  client: LeaseClient,
  leaseMs: number,
  nowMs: number,
): Lease | undefined {
  const clockMs = clockOf(server, nowMs);
  const leases = [...server.leases.values()].filter((lease) => lease.pool === pool);
  const theirs = leases.filter((lease) => lease.client?.hardware === client.hardware);
  const usable = leases.filter((lease) => mayAllocate(server, lease, clockMs));
  const lease =
    theirs.find((lease) => lease.state === 'active') ??
    theirs.find((lease) => usable.includes(lease)) ??
    longestUnused(usable, halfOf(server.role));
  if (!lease) return undefined;
  const record = granted(lease, client, clockMs, { leaseMs, mcltMs: server.mcltMs });
  writeLease(server, record);
  return record;
}

/** The renewed lease; undefined (a DHCPNAK) when this server does not know the address as the client's. */
export function renew(
  server: Server,
  address: string,
  client: LeaseClient,
  leaseMs: number,
  nowMs: number,
): Lease | undefined {
  const lease = server.leases.get(address);
  if (lease?.state !== 'active' || lease.client?.hardware !== client.hardware) return undefined;
  const record = granted(lease, client, clockOf(server, nowMs), { leaseMs, mcltMs: server.mcltMs });
  writeLease(server, record);
  return record;
}

export function release(server: Server, address: string, client: LeaseClient, nowMs: number): void {
  const lease = server.leases.get(address);
  if (lease?.state !== 'active' || lease.client?.hardware !== client.hardware) return;
  writeLease(server, released(lease, clockOf(server, nowMs)));
}

/** Own half first, so that the partner's addresses are taken only when nothing else is left. */
function longestUnused(leases: readonly Lease[], ownHalf: 'free' | 'backup'): Lease | undefined {
  const order = (lease: Lease) => [lease.state === ownHalf ? 0 : 1, lease.startsMs] as const;
  return leases.reduce<Lease | undefined>((best, lease) => {
    if (!best) return lease;
    const [ownRank, age] = order(lease);
    const [bestRank, bestAge] = order(best);
    return ownRank < bestRank || (ownRank === bestRank && age < bestAge) ? lease : best;
  }, undefined);
}
