import type { PracticeCode, PracticeOutcome } from '../contracts/practice.ts';
import type { Upkeep } from '../contracts/upkeep.ts';
import type { Evidence, Verdict } from '../contracts/verdict.ts';
import type { ServerRole, SourceHealth } from '../pair/facts.ts';
import type { Finding, FindingRoom } from '../pair/finding.ts';
import type { PoolForecast } from '../pair/forecast/forecast.ts';

/** All that the rules about one pair judge from. Times in milliseconds by Pairwatch's clock. */
export type PairAlertFacts = {
  now: number;
  /** null while it is not decided: after a start, or in the moment of a change. */
  verdict: {
    verdict: Verdict;
    code: string;
    since: number;
    sentence: string;
    nextStep: string | null;
    evidence: Evidence[];
  } | null;
  /** When the pair stopped to be healthy, each time within the last 60 days, oldest first. */
  leavesOfHealthy: readonly Leave[];
  servers: readonly ServerAlertFacts[];
  /** What goes on, those of severity `info` among them. */
  findings: readonly Finding[];
  /** Rooms that have found what there is to find in this run of the collector; findings of the others are as they were. */
  decidedRooms: readonly FindingRoom[];
  pools: readonly PoolAlertFacts[];
  /** null before they were worked out. */
  forecasts: readonly PoolForecast[] | null;
  wantedHours: number;
  /** Duties that come again; null before they were read. */
  practices: readonly PracticeAlertFacts[] | null;
};

/** A duty as it stands; `dueAt` and `overdueAt` are null while nothing calls for it. */
export type PracticeAlertFacts = {
  code: PracticeCode;
  title: string;
  owner: string | null;
  /** Pairwatch does it when it is due. */
  isByItself: boolean;
  dueAt: number | null;
  overdueAt: number | null;
  lastRun: { at: number; outcome: PracticeOutcome; sentence: string } | null;
};

/** A time in which a pair was not healthy. `backAt`: when that was over, or nobody watched any more; null: it goes on. */
export type Leave = { at: number; backAt: number | null };

export type ServerAlertFacts = {
  name: string;
  role: ServerRole;
  /** Its own last word; null when it was never read. */
  state: string | null;
  stateSince: number | null;
  /** Whether this run of the collector knows how it is read: it answered once, or missed enough polls. */
  isSettled: boolean;
  sources: readonly SourceHealth[];
  /**
   * null when the settings name none, or it was not read yet. `rewrittenAt`: when dhcpd last wrote it anew; `grownAt`: when
   * it last wrote to it, for a file that nothing is written to is not rewritten either (reference 4.6).
   */
  leaseFile: {
    path: string;
    watchedSince: number;
    rewrittenAt: number | null;
    grownAt: number | null;
  } | null;
};

export type PoolAlertFacts = {
  key: string;
  title: string;
  sharedNetwork: string;
  size: number;
  /** By the fresher of the two servers' words; null when neither is fresh. */
  use: { at: number; used: number; free: number } | null;
  /** How many were used in the last half hour, oldest first, about a minute apart. */
  recentUse: readonly { at: number; used: number }[];
  /** Leases that ended without renewal within the last hour, and how many do at this hour of the week; null when not counted. */
  endings: { lastHour: number; usual: number | null } | null;
};

/** What the rules about Pairwatch itself judge from. */
export type OwnAlertFacts = {
  now: number;
  /** Since when it reaches no server of any pair; null while it reaches one. */
  blindSince: number | null;
  endpoints: readonly EndpointAlertFacts[];
  heartbeats: readonly { name: string; failingSince: number | null; error: string | null }[];
  impairments: readonly Impairment[];
  database: Upkeep;
};

/** Something that keeps Pairwatch from doing all it should. */
export type Impairment = {
  /** Names the same one as long as it lasts. */
  key: string;
  /** null: since nobody knows when. */
  since: number | null;
  sentence: string;
  nextStep: string;
};

export type EndpointAlertFacts = {
  name: string;
  /** Messages given up since the last one that arrived. */
  dead: number;
  /** When the oldest message that is still waiting was written; null when none is. */
  waitingSince: number | null;
  disabled: { at: number; reason: string } | null;
  /** Why nothing can be sent there; null when something can. */
  unusable: string | null;
  lastError: string | null;
};
