import { bucketOf, expired, halfOf, handedTo, isPending, type Lease, roleOfBucket } from './lease.ts';
import { clockOf, type Server, writeLease } from './server.ts';

/** What a server does to its leases unasked: ends what is over, frees what may be used again, balances the halves. */

const MAX_LEASE_OWNERSHIP = 0.1; // dhcpd's default (reference 3.6)

export function doChores(server: Server, nowMs: number): void {
  if (expiresLeases(server)) endLeases(server, clockOf(server, nowMs));
  if (server.state === 'normal' && nowMs >= server.balancesMs) {
    server.balancesMs = nowMs + server.timing.balanceMs;
    for (const pool of new Set([...server.leases.values()].map((lease) => lease.pool)))
      balance(server, pool, clockOf(server, nowMs));
  }
}

/** The primary while it serves; a secondary only when it is alone for sure (reference 3.4). */
function expiresLeases(server: Server): boolean {
  if (server.state === 'partner-down') return true;
  const serves = server.state === 'normal' || server.state === 'communications-interrupted';
  return server.role === 'primary' && serves;
}

function endLeases(server: Server, clockMs: number): void {
  for (const lease of server.leases.values()) {
    if (lease.state === 'active' && lease.endsMs <= clockMs) writeLease(server, expired(lease, clockMs));
    else if (isReusable(server, lease, clockMs))
      writeLease(server, handedTo(lease, nextHalf(lease), clockMs));
  }
}

/** An ended lease is free again once the partner has acknowledged the end, or alone once MCLT is over (reference 3.4). */
function isReusable(server: Server, lease: Lease, clockMs: number): boolean {
  if (lease.state !== 'expired' && lease.state !== 'released') return false;
  if (server.state === 'normal') return !isPending(lease);
  return server.state === 'partner-down' && clockMs > Math.max(lease.tsfpMs, server.stosMs + server.mcltMs);
}

/** Back to the half of the server that its last client hashes to. */
function nextHalf(lease: Lease): 'free' | 'backup' {
  return halfOf(lease.client ? roleOfBucket(bucketOf(lease.client)) : 'primary');
}

/**
 * Gives leases of our half to the partner: the oldest first, never-used ones until both halves are equal, used ones
 * until the rest is within max-lease-ownership (reference 3.7, its second pass).
 */
function balance(server: Server, pool: string, clockMs: number): void {
  const ours = halfOf(server.role);
  const theirs = ours === 'free' ? 'backup' : 'free';
  const leases = [...server.leases.values()].filter((lease) => lease.pool === pool);
  const own = leases.filter((lease) => lease.state === ours).sort((one, two) => one.startsMs - two.startsMs);
  const partners = leases.filter((lease) => lease.state === theirs).length;
  const hold = Math.round((own.length + partners) * MAX_LEASE_OWNERSHIP);
  let surplus = Math.trunc((own.length - partners) / 2);
  for (const lease of own) {
    if (surplus <= (lease.client ? hold : 0)) continue;
    writeLease(server, handedTo(lease, theirs, clockMs));
    surplus -= 1;
  }
}
