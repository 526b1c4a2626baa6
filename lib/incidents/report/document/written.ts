import type { IncidentNoteDto } from '../../../contracts/incident.ts';
import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { FIXED } from './fixed.ts';

/** What people wrote about it: notes, contributing factors, and what is to be done. */
export function writtenBlocks({ notes, factors, actions }: IncidentReport, moments: Moments): Block[] {
  return [
    heading('Notes, contributing factors and actions', 'written'),
    heading('Notes', 'notes', 2),
    ...noteBlocks(notes, moments, { caption: FIXED.notes, none: FIXED.noNote }),
    heading('Contributing factors', 'factors', 2),
    ...noteBlocks(factors, moments, { caption: FIXED.factors, none: FIXED.noFactor }),
    heading('Actions', 'actions', 2),
    ...actionBlocks(actions, moments),
  ];
}

function noteBlocks(
  notes: readonly IncidentNoteDto[],
  moments: Moments,
  { caption, none }: { caption: string; none: string },
): Block[] {
  if (notes.length === 0) return [paragraph(none)];
  return [
    {
      kind: 'table',
      caption,
      columns: [{ title: 'When', weight: 1.5 }, { title: 'By' }, { title: 'Text', weight: 4 }],
      rows: notes.map(({ at, by, text }) => [{ lines: moments.lines(at) }, by, { lines: text.split('\n') }]),
    },
  ];
}

function actionBlocks(actions: IncidentReport['actions'], moments: Moments): Block[] {
  if (actions.length === 0) return [paragraph(FIXED.noAction)];
  return [
    {
      kind: 'table',
      caption: FIXED.actions,
      columns: [
        { title: 'What', weight: 3 },
        { title: 'Who' },
        { title: 'Written down', weight: 1.5 },
        { title: 'Done', weight: 1.5 },
      ],
      rows: actions.map(({ text, assignee, createdAt, by, done }) => [
        text,
        assignee ?? 'nobody yet',
        { lines: [...moments.lines(createdAt), by] },
        done === null ? 'not yet' : { lines: [...moments.lines(done.at), done.by] },
      ]),
    },
  ];
}
