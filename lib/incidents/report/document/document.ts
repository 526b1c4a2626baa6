import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { ReportDocument } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import { momentsIn, utcDay } from '../../../reports/text/moments.ts';
import { READERS } from '../../../reports/text/readers.ts';
import { answeringBlocks } from './answering.ts';
import { causeBlocks } from './causes.ts';
import { configurationBlocks } from './configuration.ts';
import { deliveryBlocks } from './deliveries.ts';
import { evidenceBlocks } from './evidence.ts';
import { FIXED } from './fixed.ts';
import { gapBlocks } from './gaps.ts';
import { impactBlocks } from './impact.ts';
import { phaseBlocks } from './phases.ts';
import { printedEvents, timelineBlocks } from './timeline.ts';
import { writtenBlocks } from './written.ts';

/** A report on an incident as its readers get it, whatever the format. */
export function incidentDocument(report: IncidentReport): ReportDocument {
  const moments = momentsIn(report.zones.site);
  const events = printedEvents(report);
  const { incident, generated, span } = report;
  const title = `Incident ${incident.id}: ${incident.pair}`;
  return {
    title,
    subtitle: [incident.pairTitle, utcDay(span.from)].filter(Boolean).join(' · '),
    about: [
      ['Pair', incident.pairTitle === null ? incident.pair : `${incident.pair}, ${incident.pairTitle}`],
      ['Severity', incident.severity],
      ['Status', span.isOver ? 'closed' : 'open: this report says how it was when it was made'],
      ['Began', moments.text(span.from)],
      [span.isOver ? 'Closed' : 'Told up to', moments.text(span.until)],
      ...incident.reopenedAt.map((at) => ['Opened again', moments.text(at)] as const),
      ['Made', `${moments.text(generated.at)} by ${generated.by}`],
      ['Made with', `Pairwatch ${generated.productVersion}`],
      ['Made for', READERS[report.profile]],
      ['Time zones', moments.zone === null ? 'UTC' : `UTC, and ${moments.zone} as that of the servers`],
    ],
    madeAt: generated.at,
    running: `${title} · made ${utcDay(generated.at)}`,
    blocks: [
      heading('Summary', 'summary'),
      paragraph(report.summary.join(' '), 'lead'),
      ...phaseBlocks(report, moments),
      ...impactBlocks(report, moments),
      ...answeringBlocks(report, moments),
      ...chartBlocks(report),
      ...timelineBlocks(report, events, moments),
      ...causeBlocks(report),
      ...configurationBlocks(report, moments),
      ...deliveryBlocks(report, moments),
      ...runbookBlocks(report),
      ...writtenBlocks(report, moments),
      ...gapBlocks(report, moments),
      ...evidenceBlocks(report, events),
    ],
  };
}

function chartBlocks({ charts }: IncidentReport): ReportDocument['blocks'] {
  return [
    heading('Charts', 'charts'),
    ...charts.filter(({ code }) => code !== 'answering').map((chart) => ({ kind: 'chart' as const, chart })),
  ];
}

function runbookBlocks({ runbook }: IncidentReport): ReportDocument['blocks'] {
  return [
    heading('What the runbook says', 'runbook'),
    ...(runbook.length === 0 ? [paragraph(FIXED.noRunbook)] : []),
    ...runbook.flatMap(({ page, title: text, steps }) => [
      heading(text, `runbook-${page}`, 2),
      { kind: 'list' as const, items: steps, isOrdered: true },
    ]),
  ];
}
