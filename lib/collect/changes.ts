import type { ConfigFinding } from '../contracts/config-review.ts';
import type { LeaseFileCounts } from '../contracts/lease-counts.ts';
import type { Evidence, Verdict } from '../contracts/verdict.ts';
import type { FailoverView, SourceHealth } from '../pair/facts.ts';
import type { Finding, FindingRoom } from '../pair/finding.ts';
import type { Judgement } from '../pair/judgement.ts';
import type { ConfigTest } from '../pair/parity/refusal.ts';
import type { ReadinessWord } from '../pair/readiness/readiness.ts';
import type { NewClockSample } from '../store/clock-samples.ts';
import type { ConfigFile, CountByRange, PoolCounters } from './reading.ts';
import type { PairTruth } from './truth/advance-truth.ts';

type EventOf<Kind extends string> = {
  /** Writing the same key again changes nothing: what makes a restart harmless. */
  key: string;
  serverId: number | null;
  kind: Kind;
  at: number;
  clock: 'server' | 'pairwatch';
  observedAt: number;
  /** When it happened by Pairwatch's clock, as nearly as that is known. */
  sortAt: number;
  from: string | null;
  to: string;
  sentence: string;
  evidence: Evidence[];
  backfilled?: boolean;
};

/** One source's word on a server's change of state: others may have told it before, and then it is their evidence too. */
export type StateEvent = EventOf<'state'> & {
  serverId: number;
  source: Evidence['source'];
  /** Another key it may be known by already. */
  alias?: string | null;
  /** Key of the change before it, where the source knows their order better than by their times. */
  follows?: string | null;
  /** When the source last told of the state before. */
  unseenSince?: number | null;
};

export type NewEvent = EventOf<'verdict' | 'source' | 'log' | 'finding'> | StateEvent;

/** All that one reading changes, to be written in one transaction. */
export type Changes = {
  serverId: number;
  health: SourceHealth;
  view: { view: FailoverView; raw: Record<string, unknown> } | null;
  span:
    | { open: { state: string; from: number; stosAt: number | null; lastSeenAt: number } }
    | { confirmedAt: number }
    | null;
  /** Stays that passed between two polls of OMAPI. */
  pastStays: { state: string; from: number; until: number; observedAt: number }[];
  /** `whole` when every pool was read: only then may a pool that is missing be called gone. */
  pools: { counters: PoolCounters[]; whole: boolean; observedAt: number } | null;
  leaseFile: LeaseFileChange | null;
  /** A configuration that this run of the collector did not know yet. */
  config: { hash: string; files: ConfigFile[]; readAt: number } | null;
  /** What dhcpd itself said of a configuration, where this run of the collector did not know that yet. */
  configTest: ConfigTest | null;
  logPosition: LogPositionChange | null;
  events: NewEvent[];
  /** Events that were told again: how often by now, and when last. */
  repeats: { key: string; at: number; count: number }[];
  /** What is not as it should be now, by who finds it; of the rooms that the reading says something about. */
  findings: Partial<Record<FindingRoom, Finding[]>>;
  /** What is known beyond the verdict, where it was worked out anew; the word of the readiness when that is another. */
  truth: { at: number; parts: Partial<PairTruth>; readinessBegan: ReadinessWord | null } | null;
  clockSamples: NewClockSample[];
  /** What came of holding the two configurations against each other, where that was done. */
  review: { checkedAt: number; findings: ConfigFinding[] } | null;
  /** `intervalMs`: how often the pair is judged now. */
  judgement: { judgement: Judgement; since: number; checkedAt: number; intervalMs: number } | null;
  verdict: VerdictChange | null;
  /** When the rules are to judge what is known now; null when they need not. */
  alertsDueAt: number | null;
};

export type LeaseFileChange = {
  path: string;
  identity: string;
  /** Up to where its blocks are stored. */
  offset: number;
  sizeBytes: number;
  rewrittenAt: number | null;
  counts: LeaseFileCounts;
  /** Leases whose update the partner has not acknowledged. */
  backlog: number;
  newClients: CountByRange[];
  endings: CountByRange[];
  /** The first reading of an hour tells of every pool, also of those that nobody came to. */
  beginsHour: boolean;
  readAt: number;
};

export type LogPositionChange = {
  origin: string;
  identity: string | null;
  offset: number;
  cursor: string | null;
  readAt: number;
};

/** A new row of the verdict's history. `announced` when the verdict itself changed, not just its code. */
export type VerdictChange = {
  verdict: Verdict;
  code: string;
  from: number;
  previous: Verdict | null;
  announced: boolean;
};
