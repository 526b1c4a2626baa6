import type { NoteKind } from '@/lib/contracts/incident.ts';

type Words = {
  title: string;
  /** One of them. */
  name: string;
  none: string;
  form: string;
  field: string;
  help?: string;
  submit: string;
  /** Said once it is kept. */
  done: string;
};

/** How notes and contributing factors are called and asked for. */
export const NOTE_WORDS: Record<NoteKind, Words> = {
  note: {
    title: 'Notes',
    name: 'note',
    none: 'Nobody wrote anything down yet.',
    form: 'Write a note',
    field: 'What you found or did',
    submit: 'Add the note',
    done: 'The note stands in the history.',
  },
  factor: {
    title: 'Contributing factors',
    name: 'contributing factor',
    none: 'Nobody named anything yet that contributed to it.',
    form: 'Add a contributing factor',
    field: 'What contributed to it',
    help: 'A circumstance without which it would not have come to this, or not to as much. The report tells it as what people judge.',
    submit: 'Add the factor',
    done: 'The contributing factor stands on the list and in the report.',
  },
};
