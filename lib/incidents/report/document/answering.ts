import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { lengthOf } from '../../../reports/text/words.ts';
import { ANSWERING, FIXED, UNKNOWN } from './fixed.ts';

/** A pair that flaps has more than anybody reads; the chart has them all. */
const MOST_ROWS = 200;

/** Who answered clients when, drawn and listed. */
export function answeringBlocks({ answering, charts }: IncidentReport, moments: Moments): Block[] {
  const chart = charts.find(({ code }) => code === 'answering');
  const isSeen = answering.some(({ servers }) => servers !== null);
  return [
    heading('Who answered clients', 'answering'),
    ...(isSeen ? [] : [paragraph(FIXED.nobodySaw)]),
    ...(chart && isSeen ? [{ kind: 'chart' as const, chart }] : []),
    {
      kind: 'table',
      caption: FIXED.answering,
      columns: [
        { title: 'From', weight: 2 },
        { title: 'To', weight: 2 },
        { title: 'Long' },
        { title: 'Servers that answered' },
      ],
      rows: answering
        .slice(0, MOST_ROWS)
        .map(({ from, until, servers }) => [
          { lines: moments.lines(from) },
          { lines: moments.lines(until) },
          lengthOf(Date.parse(until) - Date.parse(from)),
          servers === null ? UNKNOWN : ANSWERING[servers],
        ]),
    },
    ...(answering.length > MOST_ROWS
      ? [paragraph(`The first ${MOST_ROWS} of ${answering.length} stretches are listed.`, 'muted')]
      : []),
  ];
}
