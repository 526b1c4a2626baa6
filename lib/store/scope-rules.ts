import type { Actor } from '../access/actor.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';

/** Who sees some pairs only: their names, and the id of the user or token. */
export type Scope = { pairs: readonly string[]; id: Actor['id'] };

export type Where = Record<string, unknown>;

export type ScopeRule = {
  /** What of the table may be read. */
  read(scope: Scope): Where;
  /** What of it may be changed; left out: what may be read. */
  write?(scope: Scope): Where;
  /** The column with the name of a pair that each new row has to have; null: no row may be made. Left out: what a row is of was looked up. */
  named?: string | null;
};

const names = ({ pairs }: Scope) => ({ in: [...pairs] });
const within = (path: string[], scope: Scope): Where =>
  path.reduceRight<Where>((inner, relation) => ({ [relation]: inner }), { name: names(scope) });
const by = (...path: string[]): ScopeRule => ({ read: (scope) => within(path, scope) });

const OF_PAIR = by('pair');
const OF_SERVER = by('server', 'pair');
const OF_POOL = by('pool', 'pair');
const OF_INCIDENT = by('incident', 'pair');

const named = (scope: Scope): Where => ({ pair: names(scope) });
/** That of no pair holds for all, so that everybody may know it, and who sees some pairs can't change it. */
const FOR_ONE_OR_ALL: ScopeRule = {
  read: (scope) => ({ OR: [{ pair: null }, named(scope)] }),
  write: named,
  named: 'pair',
};
/** That of no pair tells of all. */
const TELLS_OF_ONE_OR_ALL: ScopeRule = { read: named, named: 'pair' };

const ANYTHING: ScopeRule = { read: () => ({}) };
const NOTHING: ScopeRule = { read: () => ({ id: { in: [] } }), named: null };
const OWN: ScopeRule = { read: ({ id }) => ({ userId: id ?? '' }) };

/** The kind of those events of no pair that never name one. */
export const NAMELESS_EVENT_KIND = 'collector';

/** What of each table is seen by who sees some pairs only. A table that is not here does not compile. */
export const SCOPE_RULES: Record<Prisma.ModelName, ScopeRule> = {
  Pair: { read: (scope) => ({ name: names(scope) }), named: null },
  Server: OF_PAIR,
  Source: OF_SERVER,
  ServerStatus: OF_SERVER,
  StateSpan: OF_SERVER,
  PairStatus: OF_PAIR,
  VerdictSpan: OF_PAIR,
  Event: {
    read: (scope) => ({
      OR: [{ pairId: null, kind: NAMELESS_EVENT_KIND }, within(['pair'], scope)],
    }),
  },
  Pool: OF_PAIR,
  PoolSample: OF_POOL,
  PoolBucket: OF_POOL,
  HistoryProgress: ANYTHING,
  Finding: OF_PAIR,
  PairPart: OF_PAIR,
  ReadinessSpan: OF_PAIR,
  BacklogSpan: OF_SERVER,
  AnsweringSpan: OF_PAIR,
  ClockSample: OF_PAIR,
  NewClientHour: OF_POOL,
  ConfigVersion: OF_SERVER,
  ConfigTest: OF_SERVER,
  Lease: OF_SERVER,
  LeaseSpan: OF_SERVER,
  LeaseFile: OF_SERVER,
  LogPosition: OF_SERVER,
  Alert: {
    read: (scope) => ({ OR: [{ pairId: null }, within(['pair'], scope)] }),
    write: OF_PAIR.read,
  },
  Incident: OF_PAIR,
  IncidentNote: OF_INCIDENT,
  IncidentTask: OF_INCIDENT,
  IncidentRevision: OF_INCIDENT,
  Silence: FOR_ONE_OR_ALL,
  MaintenanceWindow: FOR_ONE_OR_ALL,
  RuleSetting: FOR_ONE_OR_ALL,
  // Narrowed further by what it is told of, which no where-clause reads on both engines: see `scoped`.
  Endpoint: { read: () => ({}), write: () => ({ name: { in: [] } }), named: null },
  // One of no pair may tell of all: a report, an action.
  Message: OF_PAIR,
  Delivery: by('message', 'pair'),
  EndedLeaseHour: OF_POOL,
  Topic: ANYTHING,
  // Its figures name pairs: see `scoped`.
  Collector: ANYTHING,
  StoredPair: { read: (scope) => ({ name: names(scope) }), named: 'name' },
  ReportSchedule: TELLS_OF_ONE_OR_ALL,
  PeriodReport: TELLS_OF_ONE_OR_ALL,
  Practice: OF_PAIR,
  PracticeRun: by('practice', 'pair'),
  Drill: OF_PAIR,
  LeaseBackup: OF_SERVER,
  User: { read: ({ id }) => ({ id: id ?? '' }), named: null },
  Session: OWN,
  Account: OWN,
  Verification: NOTHING,
  TwoFactor: OWN,
  Passkey: OWN,
  RateLimit: NOTHING,
  ApiToken: NOTHING,
  AuditEntry: { read: (scope) => ({ pairName: names(scope) }) },
};
