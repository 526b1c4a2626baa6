import { balanceOf } from '../../balance.ts';
import type { Clocks } from '../../clocks/facts.ts';
import { levelOf } from '../../clocks/levels.ts';
import type { SourceHealth, SourceKind } from '../../facts.ts';
import { backlogFacts } from '../../testing/backlogs.ts';
import { HOUR_MS, MINUTE_MS, NOW, pairFacts, SECOND_MS } from '../../testing/pair-facts.ts';
import { balanceFacts, pool } from '../../testing/pools.ts';
import type { LeaseFileFacts, LogFacts, LogLine, OwnShareEnd, ReadinessFacts } from '../facts.ts';

/** Facts for tests: a pair that is ready in every line, and the ways to spoil it. */
export function readyFacts(spoiled: Partial<ReadinessFacts> = {}): ReadinessFacts {
  const pair = spoiled.pair ?? pairFacts();
  const leaseTimes = [{ range: '10.0.0.1–10.0.3.232', maxSeconds: 14_400 }];
  return {
    pair,
    clocks: clocksApart(12),
    backlog: backlogFacts({ pair }),
    balance: balanceOf({ ...balanceFacts([pool(300, 300)]), pair }, NOW),
    forecasts: [shares({ kind: 'beyond', days: 7 })],
    wantedHours: 24,
    config: { checkedAt: NOW - MINUTE_MS, isFresh: true, findings: [] },
    leaseTimes: { primary: leaseTimes, secondary: leaseTimes },
    leaseFiles: { primary: leaseFile(), secondary: leaseFile() },
    logs: { primary: log(), secondary: log() },
    ...spoiled,
  };
}

export function clocksApart(skewMs: number, uncertaintyMs = 5, reachesLimitAt: number | null = null): Clocks {
  return {
    servers: [
      { name: 'dhcp-a', best: null, ways: [] },
      { name: 'dhcp-b', best: null, ways: [] },
    ],
    skew: { skewMs, uncertaintyMs, method: 'sntp', measuredAt: new Date(NOW).toISOString() },
    ways: [],
    apart: {
      atLeast: levelOf(Math.abs(skewMs) - uncertaintyMs),
      atMost: levelOf(Math.abs(skewMs) + uncertaintyMs),
    },
    monitorSuspect: null,
    trend: reachesLimitAt === null ? null : { msPerDay: 1000, reachesLimitAt },
  };
}

export function shares(primary: OwnShareEnd, secondary = primary): ReadinessFacts['forecasts'][number] {
  return {
    title: 'lan 10.0.0.1–10.0.3.232',
    primary: { server: 'dhcp-a', alone: primary },
    secondary: { server: 'dhcp-b', alone: secondary },
  };
}

export function leaseFile(spoiled: Partial<LeaseFileFacts> = {}): LeaseFileFacts {
  return {
    health: health('leases'),
    watchedSince: NOW - 24 * HOUR_MS,
    rewrittenAt: NOW - 40 * MINUTE_MS,
    grownAt: NOW - 20 * SECOND_MS,
    ...spoiled,
  };
}

export function log(...lines: LogLine[]): LogFacts {
  return { health: health('log'), since: NOW - 24 * HOUR_MS, lines };
}

export function line(code: LogLine['code'], agoMs: number, reason: string | null = null): LogLine {
  return { code, at: NOW - agoMs, reason, text: `a line of ${code}` };
}

export function health(kind: SourceKind, ageMs = 500): SourceHealth {
  return {
    kind,
    intervalMs: 2 * SECOND_MS,
    lastAttemptAt: NOW - ageMs,
    lastSuccessAt: NOW - ageMs,
    failingSince: null,
    consecutiveFailures: 0,
    failure: null,
    roundTripMs: null,
  };
}
