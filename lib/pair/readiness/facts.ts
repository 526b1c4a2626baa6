import type { LogFactCode } from '../../dhcpd/syslog/facts.ts';
import type { BacklogFacts } from '../backlog.ts';
import type { PoolBalance } from '../balance.ts';
import type { Clocks } from '../clocks/facts.ts';
import type { PairFacts, ServerRole, SourceHealth } from '../facts.ts';
import { freshness } from '../freshness.ts';

/** How long a server should be able to do alone, unless the settings say otherwise. */
export const DEFAULT_WANTED_HOURS = 24;

/** Until when a server's own share of a pool lasts for new clients if its partner went away now. */
export type OwnShareEnd =
  | { kind: 'until'; at: number; low: number; high: number | null /* beyond the horizon */ }
  | {
      kind: 'beyond';
      days: number;
      low?: number | null /* within the horizon when that is by no means sure */;
    }
  | { kind: 'unknown'; why: string }
  | { kind: 'empty' };

type OwnShare = { server: string; alone: OwnShareEnd };

export type LeaseFileFacts = {
  health: SourceHealth;
  /** Since when Pairwatch watches it without a break. */
  watchedSince: number;
  /** When a new file was last found under its path; null when not since then. */
  rewrittenAt: number | null;
  /** When something was last written to it; null when not since then. */
  grownAt: number | null;
};

/** A line of a server's log. `at` is the server's clock, put right where its offset is known. */
export type LogLine = {
  at: number;
  code: LogFactCode;
  /** Of refused connections and updates (`lib/dhcpd/syslog/reasons.ts`); else null. */
  reason: string | null;
  text: string;
};

export type LogFacts = {
  health: SourceHealth;
  /** Since when its lines are remembered; null before the first. */
  since: number | null;
  /** Those of the last day whose code is one of `READINESS_LOG_CODES`, the oldest first. */
  lines: readonly LogLine[];
};

/** The longest that a lease of one range may be: its max-lease-time. */
export type RangeLeaseTimes = { range: string; maxSeconds: number };

export type ReadinessFacts = {
  pair: PairFacts;
  /** Null before any clock was read. */
  clocks: Clocks | null;
  backlog: BacklogFacts;
  balance: readonly PoolBalance[];
  /** Of every pool. */
  forecasts: readonly { title: string; primary: OwnShare; secondary: OwnShare }[];
  wantedHours: number;
  /** What is wrong with the two configurations, but for what is muted; null while one was not read. */
  config: {
    checkedAt: number;
    /** Whether both were read of late: a file that can't be read any more may be another by now. */
    isFresh: boolean;
    findings: readonly {
      severity: 'info' | 'warning' | 'error';
      sentence: string;
      nextStep: string | null;
    }[];
  } | null;
  /** Of each configuration; null while it was not read. */
  leaseTimes: Record<ServerRole, readonly RangeLeaseTimes[] | null>;
  /** Null where the settings name no lease file. */
  leaseFiles: Record<ServerRole, LeaseFileFacts | null>;
  /** Null where the settings name no log. */
  logs: Record<ServerRole, LogFacts | null>;
};

export const ROLES: readonly ServerRole[] = ['primary', 'secondary'];

export function isLogRead(log: LogFacts | null, now: number): boolean {
  return log !== null && freshness(log.health.lastSuccessAt, log.health.intervalMs, now) === 'fresh';
}
