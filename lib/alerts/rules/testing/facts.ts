import type { Subject } from '../../../contracts/alert.ts';
import type { Verdict } from '../../../contracts/verdict.ts';
import type { SourceHealth, SourceKind } from '../../../pair/facts.ts';
import { FINDING_ROOMS, type Finding } from '../../../pair/finding.ts';
import type { ServerForecast, ShareEnd } from '../../../pair/forecast/forecast.ts';
import type {
  Leave,
  OwnAlertFacts,
  PairAlertFacts,
  PoolAlertFacts,
  PracticeAlertFacts,
  ServerAlertFacts,
} from '../../facts.ts';

/** Facts for tests: a pair that is well at `NOW`, and the ways to spoil it. */

export const NOW = Date.parse('2026-11-21T10:48:00Z');
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const PAIR: Subject = { server: null, pool: null, detail: null };

export function pairFacts(spoiled: Partial<PairAlertFacts> = {}): PairAlertFacts {
  return {
    now: NOW,
    verdict: verdict('healthy', 'both-normal', HOUR_MS),
    leavesOfHealthy: [],
    servers: [server('dhcp-a'), server('dhcp-b', { role: 'secondary' })],
    findings: [],
    decidedRooms: FINDING_ROOMS,
    pools: [pool()],
    forecasts: [forecast(BEYOND, BEYOND)],
    wantedHours: 4,
    practices: [practice()],
    ...spoiled,
  };
}

/** A start of the collector, before anything is known. */
export const NOTHING_KNOWN: PairAlertFacts = {
  now: NOW,
  verdict: null,
  leavesOfHealthy: [],
  servers: [],
  findings: [],
  decidedRooms: [],
  pools: [],
  forecasts: null,
  wantedHours: 4,
  practices: null,
};

export function verdict(word: Verdict, code: string, forMs = 0): NonNullable<PairAlertFacts['verdict']> {
  return {
    verdict: word,
    code,
    since: NOW - forMs,
    sentence: `The pair is ${word}: ${code}.`,
    nextStep: null,
    evidence: [],
  };
}

/** Times in which the pair was not healthy, an hour each unless told. */
export function left(times: readonly number[], forMs = HOUR_MS): Leave[] {
  return times.map((at) => ({ at, backAt: at + forMs }));
}

export function server(name: string, spoiled: Partial<ServerAlertFacts> = {}): ServerAlertFacts {
  return {
    name,
    role: 'primary',
    state: 'normal',
    stateSince: NOW - HOUR_MS,
    isSettled: true,
    sources: [source('omapi'), source('leases')],
    leaseFile: {
      path: '/var/lib/dhcp/dhcpd.leases',
      watchedSince: NOW - DAY_MS,
      rewrittenAt: NOW - HOUR_MS / 2,
      grownAt: NOW - SECOND_MS,
    },
    ...spoiled,
  };
}

export function source(kind: SourceKind, spoiled: Partial<SourceHealth> = {}): SourceHealth {
  return {
    kind,
    intervalMs: 2 * SECOND_MS,
    lastAttemptAt: NOW - SECOND_MS,
    lastSuccessAt: NOW - SECOND_MS,
    failingSince: null,
    consecutiveFailures: 0,
    failure: null,
    roundTripMs: 1,
    ...spoiled,
  };
}

/** An OMAPI source that fails for so long. */
export function silent(forMs: number): SourceHealth {
  return source('omapi', {
    lastSuccessAt: NOW - forMs - SECOND_MS,
    failingSince: NOW - forMs,
    consecutiveFailures: 9,
    failure: { kind: 'timeout', message: 'It did not answer in time.' },
  });
}

export function finding(
  key: string,
  code: string,
  severity: Finding['severity'],
  about: string | null = null,
): Finding {
  return {
    key,
    server: about,
    code,
    severity,
    since: NOW - MINUTE_MS,
    sentence: `${code} was found.`,
    nextStep: null,
    evidence: [],
  };
}

export const POOL = 'lan/10.0.0.10';

export function pool(spoiled: Partial<PoolAlertFacts> & { used?: number } = {}): PoolAlertFacts {
  const { used = 100, ...others } = spoiled;
  const size = others.size ?? 200;
  return {
    key: POOL,
    title: 'lan 10.0.0.10–10.0.0.209',
    sharedNetwork: 'lan',
    size,
    use: { at: NOW, used, free: size - used },
    recentUse: [{ at: NOW - 10 * MINUTE_MS, used }],
    endings: { lastHour: 2, usual: 3 },
    ...others,
  };
}

const BEYOND: ShareEnd = { kind: 'beyond', days: 7, low: null };

/** Until when each server would have addresses alone. */
export function forecast(primary: ShareEnd, secondary: ShareEnd) {
  const side = (server: string, partner: string, alone: ShareEnd): ServerForecast => ({
    server,
    partner,
    ownFree: 50,
    ratePerHour: 3,
    isPartnerDown: false,
    alone,
    afterPartnerDown: BEYOND,
    takeover: null,
    shortage: null,
  });
  return {
    key: POOL,
    title: 'lan 10.0.0.10–10.0.0.209',
    primary: side('dhcp-a', 'dhcp-b', primary),
    secondary: side('dhcp-b', 'dhcp-a', secondary),
  };
}

export function inHours(hours: number): ShareEnd {
  const at = NOW + hours * HOUR_MS;
  return { kind: 'until', at, low: at, high: at };
}

/** A duty that is in time. */
export function practice(spoiled: Partial<PracticeAlertFacts> = {}): PracticeAlertFacts {
  return {
    code: 'failover-drill',
    title: 'Failover drill',
    owner: null,
    isByItself: false,
    dueAt: NOW + DAY_MS,
    overdueAt: NOW + 2 * DAY_MS,
    lastRun: null,
    ...spoiled,
  };
}

export function ownFacts(spoiled: Partial<OwnAlertFacts> = {}): OwnAlertFacts {
  return {
    now: NOW,
    blindSince: null,
    endpoints: [
      { name: 'ops', dead: 0, waitingSince: null, disabled: null, unusable: null, lastError: null },
    ],
    heartbeats: [{ name: 'watcher', failingSince: null, error: null }],
    impairments: [],
    database: {
      backup: { folder: '/backup', everyMs: DAY_MS, lastAt: NOW, failingSince: null, error: null },
      checkedAt: null,
      damage: null,
    },
    ...spoiled,
  };
}
