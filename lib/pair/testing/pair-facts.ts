import type { FailoverState } from '../../failover-states.ts';
import type { FailoverView, PairFacts, ServerFacts, ServerRole } from '../facts.ts';
import { skewFromStamps } from '../skew.ts';

/** Facts for tests: a healthy pair an hour old at `NOW`, and the ways to spoil it. */

export const NOW = Date.parse('2026-11-21T10:48:00Z');
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

type Spoiled = {
  state?: FailoverState;
  partner?: FailoverState;
  /** How long the state has lasted. */
  forMs?: number;
  /** How long ago the server was last read. */
  ageMs?: number;
  failures?: number;
  failureKind?: string;
  view?: Partial<FailoverView> | null;
};

const NAMES: Record<ServerRole, string> = { primary: 'dhcp-a', secondary: 'dhcp-b' };

export function serverFacts(role: ServerRole, spoiled: Spoiled = {}): ServerFacts {
  const {
    state = 'normal',
    partner = 'normal',
    forMs = HOUR_MS,
    failures = 0,
    failureKind = 'unreachable',
  } = spoiled;
  const readAt = NOW - (spoiled.ageMs ?? 500);
  const stateSince = NOW - forMs;
  const view: FailoverView = {
    observedAt: readAt,
    localState: state,
    partnerState: partner,
    localStosAt: stateSince,
    partnerStosAt: stateSince,
    hierarchy: role,
    mcltSeconds: 1800,
    maxResponseDelaySeconds: 20,
    unackedUpdates: 0,
    ...spoiled.view,
  };
  const neverRead = spoiled.view === null;
  return {
    name: NAMES[role],
    role,
    omapi: {
      kind: 'omapi',
      intervalMs: 2 * SECOND_MS,
      lastAttemptAt: NOW,
      lastSuccessAt: neverRead ? null : readAt,
      failingSince: failures > 0 ? readAt + SECOND_MS : null,
      consecutiveFailures: failures,
      failure:
        failures > 0 ? { kind: failureKind, message: `${NAMES[role]} failed as ${failureKind}.` } : null,
      roundTripMs: 0.4,
    },
    view: neverRead ? null : view,
    stateSince: neverRead ? null : stateSince,
  };
}

/** Nothing but the two words. */
export const NO_MORE = { skew: null, clockRefusal: null, blindSince: null } as const;

export function pairFacts(primary: Spoiled = {}, secondary: Spoiled = {}): PairFacts {
  const servers = {
    primary: serverFacts('primary', primary),
    secondary: serverFacts('secondary', secondary),
  };
  const [one, other] = [servers.primary.view, servers.secondary.view];
  return { name: 'office', ...servers, ...NO_MORE, skew: one && other && skewFromStamps(one, other) };
}

/** A server that missed enough polls to be unread. */
export const UNREAD: Spoiled = { failures: 3, ageMs: 7 * SECOND_MS };
