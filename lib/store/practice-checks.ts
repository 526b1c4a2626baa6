import type { PracticeCode } from '../contracts/practice.ts';
import { clocksSchema, leaseAuditSchema } from '../contracts/truth.ts';
import type { Tx } from '../db/client.ts';
import type { Prisma } from '../db/generated/sqlite/client.ts';
import { CLOCK_METHODS } from '../pair/clocks/facts.ts';
import { freshness } from '../pair/freshness.ts';
import { type BackupFacts, checkBackups } from '../practices/checks/backup.ts';
import { type ClockFacts, checkClocks } from '../practices/checks/clock.ts';
import { checkLeaseAges, type LeaseAgeFacts } from '../practices/checks/lease-age.ts';
import { checkStates, type StateFacts } from '../practices/checks/state.ts';
import { checkSync, type SyncFacts } from '../practices/checks/sync.ts';
import type { Result } from '../practices/result.ts';
import { openFindings } from './findings.ts';
import { latestBackup } from './lease-backups.ts';
import { CONFIG_REVIEW_PART } from './pair-config.ts';
import { TOPOLOGY_CHANGED } from './practices.ts';
import { byRole } from './servers.ts';
import { toMs } from './time.ts';

/** Those whose evidence the database has: all but what has to be done first. */
export type CheckCode = Exclude<PracticeCode, 'lease-backup' | 'failover-drill'>;

/** Does one of the checks of a pair with what is known at `now`. */
export async function checkNow(tx: Tx, pairId: number, code: CheckCode, now: number): Promise<Result> {
  const servers = await tx.server.findMany({ where: { pairId, removedAt: null }, include: OF_SERVER });
  const of = { tx, pairId, now, servers: servers.sort(byRole) };
  switch (code) {
    case 'sync-check':
      return checkSync(await syncFacts(of));
    case 'lease-age-audit':
      return checkLeaseAges(await leaseAgeFacts(of));
    case 'clock-check':
      return checkClocks(await clockFacts(of));
    case 'state-check':
      return checkStates(await stateFacts(of));
  }
}

/** What came of copying the lease files of a pair since a time. */
export async function checkBackedUp(tx: Tx, pairId: number, since: number): Promise<Result> {
  const servers = await tx.server.findMany({ where: { pairId, removedAt: null }, include: OF_SERVER });
  const facts: BackupFacts['servers'] = [];
  for (const { id, name, sources } of servers.sort(byRole)) {
    const isRead = sources.some(({ kind }) => kind === 'leases');
    const copy = isRead ? await latestBackup(tx, id, since) : null;
    facts.push({
      name,
      copy: isRead ? (copy ?? { at: since, error: `The lease file of ${name} was not copied.` }) : null,
    });
  }
  return checkBackups({ servers: facts });
}

const OF_SERVER = { sources: true, status: true } satisfies Prisma.ServerInclude;
type ServerRow = Prisma.ServerGetPayload<{ include: typeof OF_SERVER }>;
type Of = { tx: Tx; pairId: number; now: number; servers: ServerRow[] };

/** When a source was read last, and whether that still says something of now; null where it never was. */
function read({ sources }: ServerRow, kind: string, now: number) {
  const source = sources.find((each) => each.kind === kind);
  const readAt = toMs(source?.lastSuccessAt ?? null);
  if (!source || readAt === null) return null;
  return { readAt, isFresh: freshness(readAt, source.intervalMs, now) === 'fresh' };
}

async function part(tx: Tx, pairId: number, name: string) {
  const row = await tx.pairPart.findUnique({ where: { pairId_part: { pairId, part: name } } });
  return row && { at: toMs(row.observedAt), value: row.value };
}

async function syncFacts({ tx, pairId, now, servers }: Of): Promise<SyncFacts> {
  const latest = (serverId: number) => ({ where: { serverId }, orderBy: { id: 'desc' } }) as const;
  const facts: SyncFacts['servers'] = [];
  for (const server of servers) {
    const test = await tx.configTest.findFirst(latest(server.id));
    const version = await tx.configVersion.findFirst({ ...latest(server.id), select: { readAt: true } });
    facts.push({
      name: server.name,
      config: read(server, 'config', now),
      test: test && { at: toMs(test.at), ok: test.ok, output: test.output },
      versionAt: version && toMs(version.readAt),
    });
  }
  const nameOf = new Map(servers.map(({ id, name }) => [id, name]));
  const findings = await openFindings(tx, pairId, 'config');
  return {
    now,
    servers: facts,
    comparedAt: (await part(tx, pairId, CONFIG_REVIEW_PART))?.at ?? null,
    findings: findings.map(({ serverId, severity, code, sentence }) => ({
      server: serverId === null ? null : (nameOf.get(serverId) ?? null),
      severity,
      code,
      sentence,
    })),
  };
}

async function leaseAgeFacts({ tx, pairId, now, servers }: Of): Promise<LeaseAgeFacts> {
  const audit = await part(tx, pairId, 'lease-audit');
  const told = audit ? leaseAuditSchema.parse(audit.value) : [];
  return {
    now,
    servers: servers.map((server) => ({
      name: server.name,
      ...(read(server, 'leases', now) ?? { readAt: null, isFresh: false }),
      audit: told.find((each) => each.server === server.name) ?? null,
    })),
  };
}

const CLOCK_HOLDS_INTERVALS = 3;
const CLOCK_HOLDS_LEAST_MS = 10 * 60_000;

async function clockFacts({ tx, pairId, now, servers }: Of): Promise<ClockFacts> {
  const known = await part(tx, pairId, 'clocks');
  const clocks = known && clocksSchema.parse(known.value);
  const intervals = servers.flatMap(({ sources }) =>
    sources.filter(({ kind }) => kind === 'clock').map(({ intervalMs }) => intervalMs),
  );
  const skew = clocks?.skew ?? null;
  const isMeasured = skew !== null && CLOCK_METHODS.some((method) => method === skew.method);
  return {
    now,
    holdsMs: Math.max(CLOCK_HOLDS_LEAST_MS, CLOCK_HOLDS_INTERVALS * Math.max(0, ...intervals)),
    servers: servers.map(({ name }) => {
      const best = clocks?.servers.find((each) => each.name === name)?.best ?? null;
      return {
        name,
        offset: best && {
          at: best.at,
          valueMs: best.offsetMs,
          uncertaintyMs: best.uncertaintyMs,
          method: best.method,
        },
      };
    }),
    skew: isMeasured
      ? {
          at: Date.parse(skew.measuredAt),
          valueMs: skew.skewMs,
          uncertaintyMs: skew.uncertaintyMs,
          method: skew.method,
        }
      : null,
    isOwnSuspect: Boolean(clocks?.monitorSuspect),
  };
}

async function stateFacts({ tx, pairId, now, servers }: Of): Promise<StateFacts> {
  const change = await tx.event.findFirst({
    where: { pairId, kind: 'config', to: TOPOLOGY_CHANGED },
    orderBy: [{ sortAt: 'desc' }, { id: 'desc' }],
    select: { sortAt: true, sentence: true },
  });
  return {
    now,
    servers: servers.map((server) => ({
      name: server.name,
      status: server.status && {
        state: server.status.localState,
        at: toMs(server.status.observedAt),
        isFresh: read(server, 'omapi', now)?.isFresh ?? false,
      },
    })),
    change: change && { at: toMs(change.sortAt), sentence: change.sentence },
  };
}
