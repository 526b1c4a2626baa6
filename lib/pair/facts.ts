import type { PairDto } from '../contracts/pair.ts';
import type { FailoverState } from '../failover-states.ts';

/** What the domain judges from: plain values, times in milliseconds since 1970 by Pairwatch's clock unless said. */

export type ServerRole = 'primary' | 'secondary';
export type SourceKind = 'omapi' | 'pools' | 'config' | 'leases' | 'log' | 'clock';

export type SourceFailure = {
  /** Machine word: refused, unreachable, timeout, auth, protocol, not-found, partial, … */
  kind: string;
  /** One sentence for the operator, with what to do. */
  message: string;
};

/** How one way of reading one server is doing. A failed poll is data too. */
export type SourceHealth = {
  kind: SourceKind;
  intervalMs: number;
  lastAttemptAt: number | null;
  lastSuccessAt: number | null;
  /** Start of the present run of failures; null while it works. */
  failingSince: number | null;
  consecutiveFailures: number;
  failure: SourceFailure | null;
  roundTripMs: number | null;
};

/** One server's own view of the failover relationship, as OMAPI `failover-state` tells it (reference 2.1). */
export type FailoverView = {
  observedAt: number;
  localState: FailoverState;
  /** Last state the partner reported: history while disconnected. */
  partnerState: FailoverState;
  /** The server's clock at its last change of state, with the exceptions of reference 2.1; null when unset. */
  localStosAt: number | null;
  partnerStosAt: number | null;
  hierarchy: ServerRole;
  /** 0 on a secondary that never met its primary. */
  mcltSeconds: number;
  maxResponseDelaySeconds: number;
  unackedUpdates: number;
};

/** Clock of the secondary minus clock of the primary, with how it was found. */
export type Skew = NonNullable<PairDto['skew']>;

export type ServerFacts = {
  name: string;
  role: ServerRole;
  /** Health of the OMAPI source. */
  omapi: SourceHealth;
  /** The latest view, however old; null when the server was never read. */
  view: FailoverView | null;
  /** Since when the view's local state holds. */
  stateSince: number | null;
  /** Its lease file grows though OMAPI fails: dhcpd runs. Not known where the file is not read. */
  stillWrites?: boolean;
};

/** A line of a server's log in which a connection was refused for the clocks (reference 6.1). */
export type ClockRefusal = { server: string; at: number; text: string };

export type PairFacts = {
  name: string;
  primary: ServerFacts;
  secondary: ServerFacts;
  /** The best that is known of the two clocks against each other; null when nothing is. */
  skew: Skew | null;
  /** The latest refusal, while they go on. */
  clockRefusal: ClockRefusal | null;
  /** Since when Pairwatch reaches no server of any pair; null while it reaches one. */
  blindSince: number | null;
};
