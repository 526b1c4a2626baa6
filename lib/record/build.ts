import type { PeriodReport, RecordIncident, RecordPair } from '../contracts/period-report.ts';
import { iso, isoOrNull } from '../reports/text/words.ts';
import { VERSION } from '../version.ts';
import { chartsOf } from './charts.ts';
import { clockRecord, OFFSET_LIMIT_MS, SKEW_LIMIT_MS } from './clock-record.ts';
import type { IncidentFacts, PairFacts, RecordFacts, Span } from './facts.ts';
import { LOOK_BACK_MS } from './facts.ts';
import { gapsOf } from './gaps.ts';
import { recurrencesOf } from './recurrence.ts';
import { daysOf, redundancyOf, redundancyOfAll } from './redundancy.ts';
import { merged, overlapMs, stretchesIn } from './stretches.ts';
import { summaryOf } from './summary.ts';
import { timesOf } from './times.ts';

/** The report on a week or a month. */
export function buildPeriodReport(facts: RecordFacts): PeriodReport {
  const { now, by, period, scope } = facts;
  const span = { from: period.from, until: Math.min(period.until, now) };
  const built = facts.pairs.flatMap((pair) => partOf(pair, facts, span) ?? []);
  const incidents = facts.incidents
    .filter(({ beganAt, recoveredAt }) => beganAt < span.until && (recoveredAt ?? span.until) > span.from)
    .map((incident) => incidentOf(incident, plannedFor(facts, incident.pair), span));
  const pairs = built.map(({ record }) => record);
  const report: Omit<PeriodReport, 'summary'> = {
    schema: 'pairwatch.period-report/1',
    profile: 'internal',
    generated: { at: iso(now), by, productVersion: VERSION },
    period: {
      kind: period.kind,
      name: period.name,
      zone: period.zone,
      from: iso(span.from),
      until: iso(span.until),
      isOver: period.until <= now,
      lengthMs: span.until - span.from,
    },
    scope,
    redundancy: redundancyOfAll(pairs.map(({ redundancy }) => redundancy)),
    pairs,
    incidents,
    times: timesOf(incidents),
    recurrences: built.flatMap(({ recurrences }) => recurrences),
    changes: facts.changes.map(({ at, ...change }) => ({ ...change, at: iso(at) })),
    changeCount: facts.changeCount,
    practices: facts.practices,
    planned: facts.planned
      .filter(({ from, until }) => from < span.until && until > span.from)
      .map(({ from, until, ...each }) => ({ ...each, from: iso(from), until: iso(until) })),
    charts: built.length === 0 ? [] : chartsOf(built, span),
    gaps: built.flatMap(({ gaps }) => gaps),
    redacted: { addresses: 0, macs: 0, clientIds: 0, hostnames: 0, names: 0, withheld: [] },
  };
  return { ...report, summary: summaryOf(report) };
}

/** null for a pair that was not in the settings then. */
function partOf(pair: PairFacts, facts: RecordFacts, period: Span) {
  const span = {
    from: Math.max(period.from, pair.watched.from),
    until: Math.min(period.until, pair.watched.until ?? period.until),
  };
  if (span.until <= span.from) return null;
  const { zone } = facts.period;
  const stretches = stretchesIn(pair.answering, span);
  const lookBack = stretchesIn(pair.answering, { from: span.until - LOOK_BACK_MS, until: span.until });
  const ofPair = facts.incidents.filter((incident) => incident.pair === pair.name);
  return {
    facts: pair,
    stretches,
    record: recordOf(pair, { span, stretches, planned: plannedFor(facts, pair.name), zone }),
    recurrences: recurrencesOf(pair, lookBack, ofPair, { until: span.until, zone }),
    gaps: gapsOf(pair, stretches, span),
  };
}

function recordOf(
  pair: PairFacts,
  {
    span,
    stretches,
    planned,
    zone,
  }: { span: Span; stretches: ReturnType<typeof stretchesIn>; planned: readonly Span[]; zone: string },
): RecordPair {
  const { clocks, worstClocks } = pair;
  return {
    name: pair.name,
    title: pair.title,
    servers: pair.servers.map(({ name, role, host, zone: own }) => ({ name, role, host, zone: own })),
    watched: { from: iso(span.from), until: iso(span.until) },
    redundancy: redundancyOf(stretches, span, planned),
    days: daysOf(stretches, span, zone),
    pools: [...pair.pools],
    poolCount: pair.poolCount,
    forecastAt: isoOrNull(pair.forecastAt),
    clocks: {
      stepMs: clocks.stepMs,
      skew: clockRecord(clocks.skew, clocks.stepMs, span, {
        limitMs: SKEW_LIMIT_MS,
        worst: worstClocks.get(null),
      }),
      servers: clocks.servers.map(({ server, role, points }) => ({
        server,
        role,
        record: clockRecord(points, clocks.stepMs, span, {
          limitMs: OFFSET_LIMIT_MS,
          worst: worstClocks.get(server),
        }),
      })),
    },
  };
}

/** The maintenance of a pair, and that of all pairs, as one row. */
function plannedFor({ planned }: RecordFacts, name: string): Span[] {
  return merged(planned.filter(({ pair }) => pair === null || pair === name));
}

function incidentOf(incident: IncidentFacts, planned: readonly Span[], span: Span): RecordIncident {
  const { beganAt, openedAt, acknowledgedAt, recoveredAt } = incident;
  const whole = { from: beganAt, until: recoveredAt ?? span.until };
  return {
    id: incident.id,
    pair: incident.pair,
    severity: incident.severity,
    sentence: incident.sentence,
    beganAt: iso(beganAt),
    openedAt: iso(openedAt),
    recoveredAt: isoOrNull(recoveredAt),
    detectMs: Math.max(0, openedAt - beganAt),
    acknowledgeMs: acknowledgedAt === null ? null : Math.max(0, acknowledgedAt - openedAt),
    recoverMs: recoveredAt === null ? null : Math.max(0, recoveredAt - beganAt),
    isPlanned: whole.until > whole.from && overlapMs(whole, planned) === whole.until - whole.from,
    isFromBefore: beganAt < span.from,
  };
}
