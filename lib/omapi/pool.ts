import type { Attributes } from './codec/message.ts';
import { AttributeReader } from './codec/values.ts';
import { OmapiError } from './errors.ts';

/** Counters of one internal pool of dhcpd; several `pool` blocks may share one handle (reference 2.4). */
export type PoolCounters = {
  /** Good for the life of one dhcpd; equal handles mean one and the same pool. */
  handle: number;
  /** Addresses of the pool in every state, reserved ones included. */
  leaseCount: number;
  /** Unreserved addresses in state free: the primary may give them. */
  freeLeases: number;
  /** Unreserved addresses in state backup: the secondary may give them. */
  backupLeases: number;
};

/** The handle of the pool a lease belongs to, from the reply to an open of the lease. Throws `protocol`. */
export function decodePoolHandle(lease: Attributes): number {
  return new AttributeReader('lease', lease).unsigned('pool');
}

/** Decodes the reply to a refresh of a pool's handle. Throws `counters-unsupported` and `protocol`. */
export function decodePoolCounters(handle: number, attributes: Attributes): PoolCounters {
  if (attributes.size === 0) {
    throw new OmapiError(
      'counters-unsupported',
      'This dhcpd sends no pool counters over OMAPI; it does from 4.3.0 on. Upgrade it, or rely on its lease file.',
    );
  }
  const pool = new AttributeReader('pool', attributes);
  return {
    handle,
    leaseCount: pool.counter('lease-count'),
    freeLeases: pool.counter('free-leases'),
    backupLeases: pool.counter('backup-leases'),
  };
}
