import { type Role, SPLIT } from './plan.ts';

/** The binding states that the simulated servers use; the others of reference 2.3 do not arise here. */
export type BindingState = 'free' | 'active' | 'expired' | 'released' | 'backup';

export type LeaseClient = { hardware: string; hostname: string; vendorClass: string };

/**
 * One server's record of one address. Times are that server's clock in milliseconds, 0 when unset. Records are
 * never changed in place: identity tells whether a lease has changed since it was sent.
 */
export type Lease = {
  readonly address: string;
  /** Name of the pool it belongs to. */
  readonly pool: string;
  readonly state: BindingState;
  /** The last state the partner knows of (reference 3.4). */
  readonly rewind: BindingState;
  readonly startsMs: number;
  readonly endsMs: number;
  /** What we promise or announce to the partner. */
  readonly tstpMs: number;
  /** Effective end that the partner acknowledged. */
  readonly tsfpMs: number;
  /** What the partner really acknowledged; 0 from a change until its acknowledgement. */
  readonly atsfpMs: number;
  /** Last contact of the client with this very server. */
  readonly clttMs: number;
  readonly client: LeaseClient | null;
};

export function neverUsed(address: string, pool: string): Lease {
  return {
    address,
    pool,
    state: 'free',
    rewind: 'free',
    startsMs: 0,
    endsMs: 0,
    tstpMs: 0,
    tsfpMs: 0,
    atsfpMs: 0,
    clttMs: 0,
    client: null,
  };
}

/** The partner has not acknowledged the last change (reference 3.5). */
export function isPending(lease: Lease): boolean {
  return lease.tstpMs > lease.atsfpMs;
}

/** Granted or renewed: at most MCLT beyond what the partner acknowledged (reference 3.5). */
export function granted(
  lease: Lease,
  client: LeaseClient,
  nowMs: number,
  times: { leaseMs: number; mcltMs: number },
): Lease {
  const endsMs = Math.min(nowMs + times.leaseMs, Math.max(nowMs, lease.tsfpMs) + times.mcltMs);
  return {
    ...lease,
    state: 'active',
    startsMs: nowMs,
    endsMs,
    tstpMs: nowMs + times.leaseMs + (endsMs - nowMs) / 2,
    atsfpMs: 0,
    clttMs: nowMs,
    client,
  };
}

export function expired(lease: Lease, nowMs: number): Lease {
  return { ...lease, state: 'expired', tstpMs: nowMs, atsfpMs: 0 };
}

export function released(lease: Lease, nowMs: number): Lease {
  return { ...lease, state: 'released', endsMs: nowMs, tstpMs: nowMs, atsfpMs: 0, clttMs: nowMs };
}

/** Moved into one server's half: after an expiry, or by the pool balance. `starts` is the mover's clock (reference 4.3). */
export function handedTo(lease: Lease, half: 'free' | 'backup', nowMs: number): Lease {
  return { ...lease, state: half, startsMs: nowMs, tstpMs: nowMs, atsfpMs: 0 };
}

/** Once the update is on its way the partner may know the present state. */
export function sent(lease: Lease): Lease {
  return { ...lease, rewind: lease.state };
}

export function acknowledged(lease: Lease): Lease {
  return { ...lease, rewind: lease.state, tsfpMs: lease.tstpMs, atsfpMs: lease.tstpMs };
}

/** The partner's word taken over; `cltt` stays, as this server has not heard the client (reference 2.2). */
export function received(own: Lease, update: Lease): Lease {
  const acknowledgedMs = Math.max(update.tstpMs, update.atsfpMs);
  return {
    ...own,
    state: update.state,
    rewind: update.state,
    startsMs: update.startsMs,
    endsMs: update.endsMs,
    tstpMs: Math.min(own.tstpMs, acknowledgedMs),
    tsfpMs: acknowledgedMs,
    atsfpMs: acknowledgedMs,
    client: update.client,
  };
}

/**
 * Whether an update gives way to a change of our own that is still to be sent: an active lease binds until its end,
 * any other word until the moment it was spoken; of two equal ones the primary's counts.
 */
export function isLessCritical(update: Lease, own: Lease, ownRole: Role): boolean {
  if (!isPending(own)) return false;
  const difference = bindsUntilMs(own) - bindsUntilMs(update);
  return difference > 0 || (difference === 0 && ownRole === 'primary');
}

function bindsUntilMs(lease: Lease): number {
  return lease.state === 'active' ? lease.endsMs : Math.max(lease.tstpMs, lease.atsfpMs);
}

/** The hash bucket of a client, 0 to 255; buckets below `split` are the primary's (reference 3.4). */
export function bucketOf(client: LeaseClient): number {
  let hash = 0x811c9dc5;
  for (const character of client.hardware) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash >>> 24;
}

export function roleOfBucket(bucket: number): Role {
  return bucket < SPLIT ? 'primary' : 'secondary';
}

/** The binding state of the addresses a server may give to new clients. */
export function halfOf(role: Role): 'free' | 'backup' {
  return role === 'primary' ? 'free' : 'backup';
}
