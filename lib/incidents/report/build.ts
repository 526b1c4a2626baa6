import type { IncidentReport } from '../../contracts/incident-report.ts';
import { iso } from '../../reports/text/words.ts';
import { answeringStretches } from './answering.ts';
import { causesOf } from './causes/causes.ts';
import { chartsOf } from './charts.ts';
import { evidenceBook } from './evidence-book.ts';
import type { Cite, ReportFacts } from './facts.ts';
import { gapsOf } from './gaps.ts';
import { impactOf } from './impact.ts';
import { phasesOf, timesOf } from './phases.ts';
import { runbookPage, runbookPagesOf } from './runbook.ts';
import { serversOf, siteZone } from './servers.ts';
import { summaryOf } from './summary.ts';
import { timelineOf } from './timeline.ts';

export type ReportMaking = {
  generated: { at: number; by: string };
  productVersion: string;
  /** The Markdown of the pages that `runbookPagesOf` names, by page; one that is not there is left out. */
  runbook: ReadonlyMap<string, string>;
};

/** The report on an incident with everything in it, as its own people may read it. */
export function buildIncidentReport(
  facts: ReportFacts,
  { generated, productVersion, runbook }: ReportMaking,
): IncidentReport {
  const { cite, entries } = evidenceBook();
  const timeline = timelineOf(facts, cite);
  const phases = phasesOf(facts, cite);
  const servers = serversOf(facts, cite);
  const answering = answeringStretches(facts);
  const known = {
    incident: headOf(facts),
    span: { ...facts.span, from: iso(facts.span.from), until: iso(facts.span.until) },
    phases,
    times: timesOf(phases),
    impact: impactOf(facts, cite),
    planned: facts.maintenance.map((each) => ({ ...each, from: iso(each.from), until: iso(each.until) })),
    alerts: alertsOf(facts, cite),
    causes: causesOf(facts, cite),
    gaps: gapsOf(facts, answering),
  };
  return {
    schema: 'pairwatch.incident-report/1',
    profile: 'internal',
    generated: { at: iso(generated.at), by: generated.by, productVersion },
    zones: { site: siteZone(facts) },
    ...known,
    summary: summaryOf(known),
    servers,
    verdicts: facts.verdicts.map(({ from, until, verdict, code }) => ({
      from: iso(from),
      until: until === null ? null : iso(until),
      verdict,
      code,
    })),
    answering,
    timeline,
    charts: chartsOf(facts, { phases, servers, answering }),
    configuration: facts.servers.map(({ name, config }) => ({ server: name, ...config })),
    deliveries: facts.deliveries,
    runbook: runbookPagesOf(facts).flatMap((page) => runbookPage(page, runbook.get(page) ?? '') ?? []),
    notes: facts.notes,
    factors: facts.factors,
    actions: facts.actions,
    evidence: entries(),
    redacted: { addresses: 0, macs: 0, clientIds: 0, hostnames: 0, names: 0, withheld: [] },
  };
}

function headOf({ incident, pair }: ReportFacts): IncidentReport['incident'] {
  const { id, phase, severity, sentence, acknowledgement, reopenedAt } = incident;
  return {
    id,
    pair: pair.name,
    phase,
    severity,
    sentence,
    pairTitle: pair.title,
    acknowledgement,
    reopenedAt,
  };
}

function alertsOf({ alerts }: ReportFacts, cite: Cite): IncidentReport['alerts'] {
  return alerts.map(({ id, rule, title, severity, startedAt, firedAt, resolvedAt, why, firedBecause }) => {
    const { sentence, figures, evidence } = firedBecause ?? why;
    return {
      id,
      rule,
      title,
      severity,
      startedAt,
      firedAt,
      resolvedAt,
      sentence,
      figures,
      evidence: cite(evidence),
    };
  });
}
