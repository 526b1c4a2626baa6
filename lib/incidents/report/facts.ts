import type { AlertDto } from '../../contracts/alert.ts';
import type { ConfigTestDto } from '../../contracts/config-test.ts';
import type { DeliverySummaryDto, DeliveryTryDto } from '../../contracts/delivery.ts';
import type { EventDto } from '../../contracts/event.ts';
import type { FindingDto } from '../../contracts/finding.ts';
import type { PoolSource } from '../../contracts/history.ts';
import type {
  IncidentDto,
  IncidentFiguresDto,
  IncidentNoteDto,
  IncidentTaskDto,
} from '../../contracts/incident.ts';
import type { ReportConfig, ReportPool } from '../../contracts/incident-report.ts';
import type { Evidence, Verdict } from '../../contracts/verdict.ts';
import type { AnsweringStay } from '../../pair/redundancy.ts';

/** A stretch of time in milliseconds since 1970 by Pairwatch's clock; `until` null: it goes on. */
export type Stretch = { from: number; until: number | null };

/**
 * All that a report on an incident is made from, as it was kept. Times as numbers are milliseconds since 1970 by Pairwatch's
 * clock unless they say otherwise; those of the contracts are texts.
 */
export type ReportFacts = {
  /** When it was read. */
  now: number;
  pair: { name: string; title: string | null /** How often it is looked at. */; intervalMs: number };
  incident: IncidentDto;
  /** From the begin of the trouble to the end, or to `now`. */
  span: { from: number; until: number; isOver: boolean };
  /** The time that events, stays and measurements are of: some minutes more on either side. */
  window: { from: number; until: number };
  figures: IncidentFiguresDto;
  /** The primary first. */
  servers: ServerFacts[];
  /** Oldest first. */
  verdicts: (Stretch & { verdict: Verdict; code: string })[];
  answering: AnsweringStay[];
  /** How ready the pair was for the loss of one server: `ready`, `ready-with-risks`, `not-ready`, `unknown`. */
  readiness: (Stretch & { word: string })[];
  /** Everything of the pair in the window, and of Pairwatch itself; what belongs to the incident later too. Oldest first by `sortAt`. */
  events: EventDto[];
  /** Where events were left out because there were too many; null where none were. */
  eventsCut: { from: number; until: number; count: number } | null;
  /** Those of the incident, in the order in which they began. */
  alerts: AlertDto[];
  pools: PoolFacts[];
  /** All that held at some time of the window, in the order in which they began. */
  findings: FindingDto[];
  /** The secondary's clock minus the primary's, oldest first. */
  skew: ClockMeasurement[];
  /** Leases that ended without renewal by the hour, by each server whose lease file was counted. */
  endedLeases: { server: string; hours: { hour: number; count: number }[] }[];
  /** How many leases of each server waited for its partner's acknowledgement, the primary's first. */
  backlog: { server: string; stays: BacklogStay[] }[];
  deliveries: (DeliverySummaryDto & { tries: DeliveryTryDto[] })[];
  notes: IncidentNoteDto[];
  factors: IncidentNoteDto[];
  actions: IncidentTaskDto[];
  /** Planned work that fell into the window. */
  maintenance: { from: number; until: number; reason: string; by: string }[];
  /** When one way to read a server gave nothing, oldest first. */
  failures: SourceFailure[];
};

/** A stretch of time in which the lease file was read, and the most that waited in it. */
export type BacklogStay = { from: number; until: number; most: number };

export type SourceFailure = Stretch & {
  server: string;
  source: Evidence['source'];
  /** As it was told when it broke. */
  sentence: string;
  evidence: Evidence[];
};

export type ServerFacts = {
  name: string;
  role: 'primary' | 'secondary';
  host: string;
  /** IANA name; null where it was not asked. */
  zone: string | null;
  /** As dhcpd itself named it, and where; null where nobody saw it. */
  dhcpdVersion: { version: string; at: number; evidence: Evidence } | null;
  /** Its states, oldest first; `seenUntil`: when it last said so. `stosAt` is its own stamp of the change, by its clock. */
  stays: (Stretch & { state: string; seenUntil: number; stosAt: number | null })[];
  /** The ways it is read, as they are now. */
  sources: SourceFacts[];
  /** Its clock minus Pairwatch's, oldest first. */
  offsets: ClockMeasurement[];
  config: Omit<ReportConfig, 'server'>;
  /** What `dhcpd -t` said, oldest first: the last before the begin and those within. */
  configTests: ConfigTestDto[];
};

export type SourceFacts = {
  kind: Exclude<Evidence['source'], 'pairwatch'>;
  intervalMs: number;
  lastSuccessAt: number | null;
  failingSince: number | null;
  failureMessage: string | null;
};

export type ClockMeasurement = {
  method: 'sntp' | 'ssh' | 'stos' | 'arrival';
  at: number;
  valueMs: number;
  uncertaintyMs: number;
};

/** A pool that alerts of the incident are about. */
export type PoolFacts = Omit<ReportPool, 'forecastThen'> & {
  sharedNetwork: string | null;
  alertIds: number[];
  /** How full it was, by each source of each server, on the same times. Figures are the least of a stretch, `used` the most. */
  history: { server: string; source: PoolSource; points: PoolPoint[] }[];
};

export type PoolPoint = {
  at: number;
  /** null where nothing was read. */
  used: number | null;
  free: number | null;
  backup: number | null;
};

/** Puts what something rests on into the report's list of evidence, each once, and gives its names there: `E4`. */
export type Cite = (evidence: readonly Evidence[]) => string[];
