import type { IncidentReport, ReportEvent } from '../../../contracts/incident-report.ts';
import { countOf } from '../../../pair/count.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import { utcSecond } from '../../../reports/text/words.ts';
import { FIXED, sourceTitle } from './fixed.ts';

/** What the report rests on: all that the document names; the bundle and the JSON have what else there is. */
export function evidenceBlocks(report: IncidentReport, events: readonly ReportEvent[]): Block[] {
  const title = heading('Evidence', 'evidence');
  if (report.evidence.length === 0) return [title, paragraph(FIXED.noEvidence)];
  const named = namedIn(report, events);
  const printed = report.evidence.filter(({ ref }) => named.has(ref));
  return [
    title,
    {
      kind: 'table',
      caption: FIXED.evidence,
      columns: [
        { title: 'No.', weight: 0.6 },
        { title: 'From', weight: 1.4 },
        { title: 'Text and its hash', weight: 5 },
      ],
      rows: printed.map(({ ref, server, source, text, observedAt, sha256 }) => [
        ref,
        {
          lines: [
            server === null ? sourceTitle(source) : `${sourceTitle(source)} of ${server}`,
            ...(observedAt === null ? [] : [utcSecond(observedAt)]),
          ],
        },
        { lines: [...text.split('\n'), sha256], isMono: true },
      ]),
    },
    ...(printed.length === report.evidence.length
      ? []
      : [
          paragraph(
            `${printed.length} of ${countOf(report.evidence.length, 'piece')} are printed: those that this document names. The JSON has all.`,
            'muted',
          ),
        ]),
  ];
}

/** All that anything in the document points to. */
function namedIn(
  { phases, impact, servers, alerts, causes }: IncidentReport,
  events: readonly ReportEvent[],
): Set<string> {
  return new Set([
    ...phases.flatMap(({ evidence }) => evidence),
    ...(impact.refused?.evidence ?? []),
    ...impact.duplicates.flatMap(({ evidence }) => evidence),
    ...servers.flatMap(({ versionEvidence }) => versionEvidence),
    ...alerts.flatMap(({ evidence }) => evidence),
    ...causes.flatMap(({ supports, against }) =>
      [...supports, ...against].flatMap(({ evidence }) => evidence),
    ),
    ...events.flatMap(({ evidence }) => evidence),
  ]);
}
