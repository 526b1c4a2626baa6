import type { KnownFailoverState } from '../../failover-states.ts';
import { answersClients } from './failover-machine.ts';
import { type Lease, neverUsed } from './lease.ts';
import { addressesOf, type Plan, poolsOf, type Role, type Timing } from './plan.ts';

export type ServerId = 'a' | 'b';

/** What the server's clock shows beyond the true time; moves evenly from one offset to the other. */
export type ClockOffset = { fromMs: number; toMs: number; startsMs: number; durationMs: number };

export type Message =
  | { kind: 'state'; state: KnownFailoverState; startup: boolean; mcltMs: number }
  | { kind: 'update'; lease: Lease }
  | { kind: 'acknowledgement'; lease: Lease; accepted: boolean }
  | { kind: 'update-request'; all: boolean }
  | { kind: 'update-done' };

/** What a server wrote to its lease file since it was last asked; a rewrite stands for all that it knows then. */
export type JournalEntry =
  | { kind: 'lease'; lease: Lease }
  | { kind: 'state'; record: StateRecord }
  | { kind: 'rewrite'; databaseLost: boolean }
  | { kind: 'server-duid' };

/** A failover state block of the lease file (reference 4.4); times by the server's clock. */
export type StateRecord = {
  state: KnownFailoverState;
  stosMs: number;
  partnerState: KnownFailoverState;
  partnerStosMs: number;
  /** Only a secondary writes it. */
  mcltMs: number | null;
};

/**
 * One simulated dhcpd: plain data, changed in place by the functions of this folder, which know no clock, file
 * or socket. Fields ending in `Ms` are true time unless they say otherwise.
 */
export type Server = {
  readonly id: ServerId;
  readonly role: Role;
  readonly timing: Timing;
  /** Name of the failover peer. */
  readonly peer: string;
  alive: boolean;
  /** Counts the starts, so that handles of an earlier life are recognised. */
  starts: number;
  clock: ClockOffset;
  state: KnownFailoverState;
  /** What the lease file says: the state, except during startup. */
  savedState: KnownFailoverState;
  /** By the server's clock. */
  stosMs: number;
  /** Last known; history while disconnected (reference 2.1). */
  partnerState: KnownFailoverState;
  /** By the server's clock. */
  partnerStosMs: number;
  /** 0 on a secondary that never met its primary. */
  mcltMs: number;
  /** A secondary learns the bitmap at the first contact since its start. */
  knowsBuckets: boolean;
  startupEndsMs: number;
  connected: boolean;
  heardMs: number;
  /** When it next tries to connect. */
  connectsMs: number;
  /** What it has asked of the partner and not yet received completely. */
  requested: 'all' | 'pending' | null;
  /** Addresses the partner asked for and has not answered yet; null when it asked for nothing. */
  serving: Set<string> | null;
  leases: Map<string, Lease>;
  /** Updates sent and not acknowledged, by address. */
  inFlight: Map<string, Lease>;
  balancesMs: number;
  rewrittenMs: number;
  outbox: { message: Message; delayMs: number }[];
  journal: JournalEntry[];
};

/** A server with an empty lease file that has never run; `startServer` with `databaseLost` brings it up. */
export function newServer(id: ServerId, role: Role, plan: Plan): Server {
  return {
    id,
    role,
    timing: plan.timing,
    peer: plan.identity.peer,
    alive: false,
    starts: 0,
    clock: { fromMs: 0, toMs: 0, startsMs: 0, durationMs: 0 },
    state: 'recover',
    savedState: 'recover',
    stosMs: 0,
    partnerState: 'unknown-state',
    partnerStosMs: 0,
    mcltMs: role === 'primary' ? plan.timing.mcltMs : 0,
    knowsBuckets: role === 'primary',
    startupEndsMs: 0,
    connected: false,
    heardMs: 0,
    connectsMs: 0,
    requested: null,
    serving: null,
    leases: new Map(
      poolsOf(plan).flatMap((pool) =>
        addressesOf(pool).map((address) => [address, neverUsed(address, pool.name)] as const),
      ),
    ),
    inFlight: new Map(),
    balancesMs: 0,
    rewrittenMs: 0,
    outbox: [],
    journal: [],
  };
}

export function clockOffsetMs({ fromMs, toMs, startsMs, durationMs }: ClockOffset, nowMs: number): number {
  if (nowMs >= startsMs + durationMs) return toMs;
  return fromMs + ((toMs - fromMs) * (nowMs - startsMs)) / durationMs;
}

/** The server's own clock at a true time. */
export function clockOf(server: Server, nowMs: number): number {
  return nowMs + clockOffsetMs(server.clock, nowMs);
}

export function isAnswering(server: Server): boolean {
  return server.alive && answersClients(server.state, server.partnerState);
}

/** Replaces a record and writes its block. */
export function writeLease(server: Server, lease: Lease): void {
  server.leases.set(lease.address, lease);
  server.journal.push({ kind: 'lease', lease });
}

export function stateRecord(server: Server): StateRecord {
  return {
    state: server.savedState,
    stosMs: server.stosMs,
    partnerState: server.partnerState,
    partnerStosMs: server.partnerStosMs,
    mcltMs: server.role === 'secondary' ? server.mcltMs : null,
  };
}

export function writeState(server: Server): void {
  server.journal.push({ kind: 'state', record: stateRecord(server) });
}

/** The file as after a start: rewritten, the state once more, the server's DUID. */
export function writeStartOfFile(server: Server, databaseLost: boolean): void {
  server.journal.push({ kind: 'rewrite', databaseLost });
  writeState(server);
  server.journal.push({ kind: 'server-duid' });
}

/** What was written since the last call. */
export function takeJournal(server: Server): JournalEntry[] {
  return server.journal.splice(0);
}

export type PoolCounters = { leaseCount: number; freeLeases: number; backupLeases: number };

/** The three counters of a pool by this server's own records (reference 2.4). */
export function poolCounters(server: Server, pool: string): PoolCounters {
  const counters = { leaseCount: 0, freeLeases: 0, backupLeases: 0 };
  for (const lease of server.leases.values()) {
    if (lease.pool !== pool) continue;
    counters.leaseCount += 1;
    if (lease.state === 'free') counters.freeLeases += 1;
    if (lease.state === 'backup') counters.backupLeases += 1;
  }
  return counters;
}
