import type { Tx } from '../../db/client.ts';
import type { Incident } from '../../db/generated/sqlite/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { answeringStays } from '../answering-spans.ts';
import { incidentWithAlerts } from '../incident-dto.ts';
import { beginOf, incidentFigures } from '../incident-figures.ts';
import { toMs } from '../time.ts';
import { backlogOf } from './backlog.ts';
import { clocksOf } from './clocks.ts';
import { deliveriesOf } from './deliveries.ts';
import { endedLeasesIn } from './ended-leases.ts';
import { eventsOf } from './events.ts';
import { failuresIn } from './failures.ts';
import { findingsIn } from './findings.ts';
import { plannedWork } from './planned-work.ts';
import { poolsOf } from './pools.ts';
import { serversOf } from './servers.ts';
import { readinessIn, verdictsIn } from './spans.ts';
import { writtenOf } from './written.ts';

const MINUTE_MS = 60_000;
/** What led to it, and what came of it, lies close by. */
const AROUND_MS = 10 * MINUTE_MS;

/** All that a report on an incident is made from, as it is known at `now`; null for an id that is not there. */
export async function reportFacts(tx: Tx, id: number, now: number): Promise<ReportFacts | null> {
  const found = await incidentWithAlerts(tx, id);
  if (!found) return null;
  const { row, incident, alerts } = found;
  const pair = await tx.pair.findUniqueOrThrow({ where: { id: row.pairId }, include: { servers: true } });
  const span = await spanOf(tx, row, now);
  const window = { from: span.from - AROUND_MS, until: Math.min(now, span.until + AROUND_MS) };
  const names = new Map(pair.servers.map((server) => [server.id, server.name]));
  const servers = pair.servers.filter(
    ({ removedAt }) => removedAt === null || toMs(removedAt) >= window.from,
  );
  const clocks = await clocksOf(tx, pair.id, window);
  return {
    now,
    pair: { name: pair.name, title: pair.title, intervalMs: pair.intervalMs },
    incident,
    span,
    window,
    figures: await incidentFigures(tx, row, { beganAt: span.from, now: span.until }),
    servers: await serversOf(tx, pair.id, servers, { span, window, clocks }),
    verdicts: await verdictsIn(tx, pair.id, window),
    answering: await answeringStays(tx, pair.id, { from: window.from, to: window.until }),
    readiness: await readinessIn(tx, pair.id, window),
    ...(await eventsOf(tx, { id, pairId: pair.id }, window)),
    alerts: alerts.sort((one, other) => one.startedAt.localeCompare(other.startedAt) || one.id - other.id),
    pools: await poolsOf(tx, pair, alerts, span, now),
    findings: await findingsIn(tx, pair.id, pair.servers, window),
    skew: clocks.get(null) ?? [],
    endedLeases: await endedLeasesIn(tx, pair.id, names, span),
    backlog: await backlogOf(tx, servers, window),
    deliveries: await deliveriesOf(tx, id),
    ...(await writtenOf(tx, id)),
    maintenance: await plannedWork(tx, pair.name, window),
    failures: await failuresIn(tx, servers, window),
  };
}

async function spanOf(tx: Tx, row: Incident, now: number): Promise<ReportFacts['span']> {
  const from = await beginOf(tx, row);
  const end = toMs(row.resolvedAt);
  return { from, until: Math.max(from, end ?? now), isOver: end !== null };
}
