import type { ClockHistoryDto } from '../contracts/clock-history.ts';
import type { PeriodReport, RecordPool } from '../contracts/period-report.ts';
import type { Severity } from '../contracts/severity.ts';
import type { Evidence } from '../contracts/verdict.ts';
import type { Skew } from '../pair/facts.ts';
import type { AnsweringStay } from '../pair/redundancy.ts';
import type { PeriodBounds } from './period.ts';

/** What happens again is looked for in as much of the past. */
export const LOOK_BACK_MS = 56 * 86_400_000;

export type Span = { from: number; until: number };

/** All that a report on a week or a month is made from. Times are milliseconds since 1970 by Pairwatch's clock. */
export type RecordFacts = {
  /** When it is made; before the period's end, the report is on what there was of it. */
  now: number;
  by: string;
  period: PeriodBounds;
  scope: PeriodReport['scope'];
  pairs: readonly PairFacts[];
  /** Those that began since the look-back did, and those that reached into the period. */
  incidents: readonly IncidentFacts[];
  changes: readonly { pair: string; server: string | null; at: number; sentence: string }[];
  changeCount: number;
  practices: PeriodReport['practices'];
  /** Windows that lie in the look-back, in part at least. */
  planned: readonly (Span & { pair: string | null; reason: string; by: string })[];
};

export type PairFacts = {
  name: string;
  title: string | null;
  /** How often it is judged. */
  intervalMs: number;
  /** The primary first. */
  servers: readonly ServerFacts[];
  /** From when until when it was in the settings; null: it still is. */
  watched: { from: number; until: number | null };
  /** Since the look-back began. */
  answering: readonly AnsweringStay[];
  pools: readonly RecordPool[];
  poolCount: number;
  forecastAt: number | null;
  /** Of the period. */
  clocks: Pick<ClockHistoryDto, 'stepMs' | 'skew' | 'servers'>;
  /** The measurement that was furthest off: by a server's name, and of the skew by null. */
  worstClocks: ReadonlyMap<string | null, WorstClock>;
  /** When a way to read a server gave nothing, in the period. */
  failures: readonly (Span & { server: string; source: Evidence['source']; isOpen: boolean })[];
};

export type ServerFacts = {
  name: string;
  role: 'primary' | 'secondary';
  host: string;
  zone: string | null;
  /** What Pairwatch reads of it. */
  sources: readonly Evidence['source'][];
  /** When it went to partner-down, since the look-back began. */
  takeOvers: readonly number[];
};

export type WorstClock = { valueMs: number; uncertaintyMs: number; method: Skew['method']; at: number };

export type IncidentFacts = {
  id: number;
  pair: string;
  severity: Severity;
  sentence: string;
  /** The rule of the alert it opened with, and its title. */
  rule: { id: string; title: string };
  beganAt: number;
  openedAt: number;
  acknowledgedAt: number | null;
  /** Since when the pair was well for good. */
  recoveredAt: number | null;
};
