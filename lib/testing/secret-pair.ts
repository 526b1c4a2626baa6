import type { Database, Tx } from '../db/client.ts';
import { buildPeriodReport } from '../record/build.ts';
import { periodAt } from '../record/period.ts';
import { createReportSchedule } from '../store/actions/create-report-schedule.ts';
import { createSilence } from '../store/actions/create-silence.ts';
import { createWindow } from '../store/actions/create-window.ts';
import { makeDrill } from '../store/actions/drill.ts';
import { addIncidentNote, changeIncidentNote } from '../store/actions/incident-note.ts';
import { addIncidentTask } from '../store/actions/incident-task.ts';
import { doPractice } from '../store/actions/practice.ts';
import { setRuleOptions } from '../store/actions/set-rule-options.ts';
import { beat } from '../store/collector.ts';
import { appendEvent } from '../store/events.ts';
import { jsonColumn } from '../store/json.ts';
import { enqueueMessage } from '../store/messages.ts';
import { savePairParts } from '../store/pair-parts.ts';
import { savePairStatus } from '../store/pair-status.ts';
import { syncPairs } from '../store/pairs.ts';
import { keepPeriodReport } from '../store/period-reports.ts';
import { recordFacts } from '../store/record/facts.ts';
import { saveServerStatus } from '../store/server-status.ts';
import { storePair } from '../store/stored-pairs.ts';
import { figures, watchedAs } from '../store/testing/figures.ts';
import { leaseRecord, save } from '../store/testing/leases.ts';
import { event, OFFICE, status, view } from '../store/testing/samples.ts';
import { COUNTERS } from '../store/testing/watch.ts';
import { openVerdictSpan } from '../store/verdict-spans.ts';
import { storeOutage } from './outage.ts';

/** All that tells of the pair `office` that `storeSecretPair` stores: none of it is anything of the pair `branch`. */
export const OF_OFFICE = /office|dhcp-[ab]\b|10\.66\.|canary/i;

/** The pair that is seen, with nothing that the other has. */
const BRANCH = {
  ...OFFICE,
  name: 'branch',
  title: 'Branch',
  peerName: 'far',
  servers: OFFICE.servers.map((server, index) => ({
    ...server,
    name: `br-${index + 1}`,
    host: `172.16.0.${index + 1}`,
  })),
};

const by = 'canary-anna';
const DAY_MS = 86_400_000;

/** Stores the pair `branch`, and the pair `office` with rows in every table that has something of a pair. */
export async function storeSecretPair(db: Database, now: number) {
  const outage = await storeOutage(db, now);
  const at = new Date(now - 60_000);
  const ids = await db.write(async (tx) => {
    const [office, branch] = await syncPairs(tx, [OFFICE, BRANCH], now - DAY_MS);
    const [primary, secondary] = office?.servers ?? [];
    if (!office || !branch || !primary || !secondary) throw new Error('syncPairs gave no ids');
    const { id: poolId } = await tx.pool.findFirstOrThrow();
    const found = { ...outage, poolId, primaryId: primary.serverId, secondaryId: secondary.serverId };
    await addRows(tx, found, at);
    await addByVerbs(tx, found, now);
    return { ...found, branchId: branch.pairId };
  });
  await save(db, ids.primaryId, [leaseRecord({ hostname: 'canary-phone' })], now);
  const period = periodAt('week', 'UTC', now);
  const facts = await recordFacts(db.read, { period, pair: 'office', by, now });
  if (facts === null) throw new Error('there is no pair office');
  const report = await db.write((tx) =>
    keepPeriodReport(tx, buildPeriodReport(facts), { scheduleId: null, actor: by, madeAt: now }),
  );
  return { ...ids, reportId: report.id };
}

type Ids = { pairId: number; poolId: number; primaryId: number; secondaryId: number; incidentId: number };

/** What the collector writes, as far as the outage has none of it. */
async function addRows(tx: Tx, { pairId, poolId, primaryId: serverId }: Ids, at: Date): Promise<void> {
  const now = at.getTime() + 60_000;
  const watched = [watchedAs('office', 'file'), watchedAs('branch', 'file')];
  await beat(tx, {
    instance: 'test',
    version: '0.0.0',
    startedAt: now - 60_000,
    now,
    figures: figures({ watched }),
  });
  const [hour, until] = [at, at];
  await saveServerStatus(tx, serverId, view(), { host: '10.66.0.11' });
  await savePairStatus(tx, pairId, status());
  await openVerdictSpan(tx, pairId, { verdict: 'degraded', code: 'one-alone', from: at.getTime() });
  await appendEvent(tx, event(pairId, { serverId }));
  await tx.stateSpan.create({ data: { serverId, state: 'normal', from: at, lastSeenAt: at } });
  await tx.backlogSpan.create({ data: { serverId, most: 9, from: at, until } });
  await tx.answeringSpan.create({ data: { pairId, servers: 1, from: at, until } });
  await tx.readinessSpan.create({ data: { pairId, word: 'not-ready', from: at } });
  const told = {
    key: 'canary',
    code: 'canary',
    sentence: 'canary of dhcp-a',
    severity: 'warning',
    evidence: [],
  };
  await tx.finding.create({ data: { pairId, serverId, ...told, since: at, observedAt: at } });
  const measured = { method: 'sntp', at, valueMs: 4.2, uncertaintyMs: 1 };
  await tx.clockSample.create({ data: { pairId, serverId, ...measured } });
  const files = [{ path: '/etc/canary.conf', text: '# canary' }];
  await tx.configVersion.create({ data: { serverId, readAt: at, hash: 'canary', files } });
  await tx.configTest.create({ data: { serverId, at, ok: false, output: 'canary' } });
  await tx.leaseBackup.create({ data: { serverId, at, error: 'canary' } });
  const stay = { address: 172_097_802, state: 'active', hostname: 'canary-phone' }; // 10.66.1.10
  await tx.leaseSpan.create({ data: { serverId, ...stay, fromSeconds: 1, untilSeconds: 2 } });
  const values = JSON.stringify(COUNTERS);
  const of = { poolId, serverId };
  const sample = { ...of, source: 'omapi', from: at, until, count: 1, intervalMs: 10_000, values };
  await tx.poolSample.create({ data: { ...sample, latest: true } });
  const bucket = { tier: '5m', ...of, source: 'omapi', at: new Date(300_000), count: 1, expected: 1 };
  await tx.poolBucket.create({ data: { ...bucket, stats: {} } });
  await tx.newClientHour.create({ data: { ...of, hour, count: 1 } });
  await tx.endedLeaseHour.create({ data: { ...of, hour, count: 1 } });
  await savePairParts(tx, pairId, { canary: { says: 'canary' } }, now);
}

/** What people do. */
async function addByVerbs(tx: Tx, { incidentId }: Ids, now: number): Promise<void> {
  const pair = 'office';
  const act = { by, now };
  await addIncidentNote(tx, { id: incidentId, text: 'canary note', ...act });
  const note = await tx.incidentNote.findFirstOrThrow();
  await changeIncidentNote(tx, { id: incidentId, note: note.id, text: 'canary noted', ...act });
  await addIncidentTask(tx, { id: incidentId, text: 'canary task', assignee: null, dueAt: null, ...act });
  const times = { startsAt: now, endsAt: now + DAY_MS };
  const reason = 'canary reason';
  await createSilence(tx, { pair, rule: null, server: 'dhcp-a', pool: null, reason, ...times, ...act });
  // Of a pair nobody knows yet, which the event of it is of no pair for.
  await createSilence(tx, { pair: 'canary', rule: null, server: null, pool: null, reason, ...times, ...act });
  const [startsAt, endsAt] = [new Date(now).toISOString(), new Date(now + DAY_MS).toISOString()];
  await createWindow(tx, { pair, schedule: { kind: 'once', startsAt, endsAt }, reason, ...act });
  await setRuleOptions(tx, { rule: 'pool-use-high', pair, pool: null, options: { enabled: false }, ...act });
  const report = { period: 'week', profile: 'internal' } as const;
  await createReportSchedule(tx, { ...report, pair, zone: 'UTC', endpoints: [], ...act });
  await doPractice(tx, { pair, code: 'clock-check', note: 'canary looked', confirm: true, ...act });
  const drill = { outageMinutes: 5, setsPartnerDown: false };
  await makeDrill(tx, { pair, server: 'dhcp-a', ...drill, ...act });
  await storePair(tx, { name: 'canary', sealed: 'canary', ...act });
  await enqueueMessage(tx, {
    cause: 'canary',
    stream: 'canary',
    pairId: null,
    incidentId: null,
    type: 'report',
    sentence: 'A report on all pairs: office.',
    body: '{"says":"canary"}',
    endpoints: ['ops'],
    now,
  });
  const filter = { pairs: ['office'], severities: ['critical'], kinds: ['alert'] } as const;
  const at = { createdAt: new Date(now), origin: 'database', kind: 'standard' };
  const made = { ...at, address: 'https://canary.example.net', sealed: 'canary' };
  await tx.endpoint.create({ data: { name: 'canary-team', ...made, filter: jsonColumn(filter) } });
}
