import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { lengthOf } from '../../../reports/text/words.ts';
import { FIXED, NEVER, phaseTitle } from './fixed.ts';

/** How it went step by step, how long that took, and what each word means. */
export function phaseBlocks({ phases, times, planned, span }: IncidentReport, moments: Moments): Block[] {
  const notCome = span.isOver ? NEVER : 'not yet';
  return [
    heading('What happened when', 'phases'),
    {
      kind: 'table',
      caption: FIXED.phases,
      columns: [
        { title: 'Step' },
        { title: 'When', weight: 1.6 },
        { title: 'After' },
        { title: 'What', weight: 3 },
      ],
      rows: phases.map(({ code, at, afterMs, sentence }) => [
        phaseTitle(code),
        at === null ? notCome : { lines: moments.lines(at) },
        afterMs === null || code === 'first-symptom' ? '' : lengthOf(afterMs),
        sentence,
      ]),
    },
    {
      kind: 'table',
      caption: FIXED.times,
      columns: [{ title: 'Time' }, { title: 'Took' }, { title: 'What it is', weight: 3 }],
      rows: times.map(({ title, ms, definition }) => [
        title,
        ms === null ? notCome : lengthOf(ms),
        definition,
      ]),
    },
    ...planned.map(({ from, until, reason, by }) =>
      paragraph(
        `Maintenance was planned from ${moments.text(from)} to ${moments.text(until)} by ${by}: ${reason}`,
      ),
    ),
    heading('What the steps mean', 'phases-mean', 2),
    { kind: 'facts', rows: phases.map(({ code, definition }) => [phaseTitle(code), definition]) },
    paragraph(FIXED.timesAre, 'muted'),
  ];
}
