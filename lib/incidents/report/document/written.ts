import type { IncidentNoteDto, IncidentTaskDto } from '../../../contracts/incident.ts';
import type { IncidentReport } from '../../../contracts/incident-report.ts';
import type { Block } from '../../../reports/document.ts';
import { heading, paragraph } from '../../../reports/text/heading.ts';
import type { Moments } from '../../../reports/text/moments.ts';
import { FIXED } from './fixed.ts';

/** What people wrote about it: notes, contributing factors, and what is to be done. */
export function writtenBlocks(
  { notes, factors, actions, generated }: IncidentReport,
  moments: Moments,
): Block[] {
  return [
    heading('Notes, contributing factors and actions', 'written'),
    heading('Notes', 'notes', 2),
    ...noteBlocks(notes, moments, { caption: FIXED.notes, none: FIXED.noNote }),
    heading('Contributing factors', 'factors', 2),
    ...noteBlocks(factors, moments, { caption: FIXED.factors, none: FIXED.noFactor }),
    heading('Actions', 'actions', 2),
    ...actionBlocks(actions, moments, generated.at),
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
      rows: notes.map((note) => [
        { lines: moments.lines(note.at) },
        { lines: writers(note, moments) },
        { lines: note.text.split('\n') },
      ]),
    },
  ];
}

function writers({ by, edited }: IncidentNoteDto, moments: Moments): string[] {
  return edited === null ? [by] : [by, `edited by ${edited.by}`, ...moments.lines(edited.at)];
}

function actionBlocks(actions: IncidentReport['actions'], moments: Moments, generatedAt: string): Block[] {
  if (actions.length === 0) return [paragraph(FIXED.noAction)];
  return [
    {
      kind: 'table',
      caption: FIXED.actions,
      columns: [
        { title: 'What', weight: 3 },
        { title: 'Who' },
        { title: 'Due', weight: 1.5 },
        { title: 'Written down', weight: 1.5 },
        { title: 'Done', weight: 1.5 },
      ],
      rows: actions.map((action) => {
        const { text, assignee, createdAt, by, done } = action;
        return [
          text,
          assignee ?? 'nobody yet',
          { lines: dueLines(action, moments, generatedAt) },
          { lines: [...moments.lines(createdAt), by] },
          done === null ? 'not yet' : { lines: [...moments.lines(done.at), done.by] },
        ];
      }),
    },
  ];
}

function dueLines({ dueAt, done }: IncidentTaskDto, moments: Moments, generatedAt: string): string[] {
  if (dueAt === null) return ['no date'];
  const isOverdue = done === null && Date.parse(dueAt) < Date.parse(generatedAt);
  return [...moments.lines(dueAt), ...(isOverdue ? ['overdue'] : [])];
}
