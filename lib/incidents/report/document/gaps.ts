import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { FIXED, GAP_TITLES, sourceTitle } from './fixed.ts';

/** A flapping source breaks more often than anybody reads. */
const MOST_ROWS = 200;

/** Where Pairwatch itself was blind. */
export function gapBlocks({ gaps, redacted }: IncidentReport, moments: Moments): Block[] {
  return [
    heading('Gaps in what was seen', 'gaps'),
    ...(gaps.length === 0 ? [paragraph(FIXED.noGap)] : gapTable(gaps, moments)),
    ...withheldBlocks(redacted),
  ];
}

/** What a reader of this profile does not get to see. */
function withheldBlocks({ withheld }: IncidentReport['redacted']): Block[] {
  if (withheld.length === 0) return [];
  return [heading('Left out for these readers', 'withheld', 2), { kind: 'list', items: withheld }];
}

function gapTable(gaps: IncidentReport['gaps'], moments: Moments): Block[] {
  return [
    {
      kind: 'table',
      caption: FIXED.gaps,
      columns: [
        { title: 'Gap', weight: 1.3 },
        { title: 'From', weight: 1.5 },
        { title: 'To', weight: 1.5 },
        { title: 'What', weight: 3 },
      ],
      rows: gaps.slice(0, MOST_ROWS).map(({ kind, server, source, from, until, sentence }) => [
        {
          lines: [
            GAP_TITLES[kind],
            ...(source === null
              ? []
              : [server === null ? sourceTitle(source) : `${sourceTitle(source)} of ${server}`]),
          ],
        },
        { lines: moments.lines(from) },
        until === null ? 'goes on' : { lines: moments.lines(until) },
        sentence,
      ]),
    },
    ...(gaps.length > MOST_ROWS
      ? [paragraph(`The first ${MOST_ROWS} of ${gaps.length} gaps are listed.`, 'muted')]
      : []),
  ];
}
