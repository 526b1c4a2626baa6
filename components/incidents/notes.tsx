'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { Age } from '@/components/time/age.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { IncidentNoteDto } from '@/lib/contracts/incident.ts';
import { noteIncident } from '@/lib/queries/incidents.ts';
import { eventsKey, incidentKey } from '@/lib/queries/keys.ts';

/** What people wrote down about an incident, and a place to write. */
export function Notes({ id, notes }: { id: number; notes: readonly IncidentNoteDto[] }) {
  return (
    <section aria-labelledby="notes" className="space-y-3">
      <h2 id="notes" className="font-semibold text-16">
        Notes
      </h2>
      {notes.length === 0 ? (
        <p className="text-muted">Nobody wrote anything down yet.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {notes.map((note) => (
            <li key={note.id} data-testid="note" className="px-4 py-2">
              <p className="text-13">
                <span className="font-medium">{note.by}</span>{' '}
                <Age at={note.at} of={`Written by ${note.by}`} className="text-muted" />
              </p>
              <p className="wrap-anywhere max-w-[100ch] whitespace-pre-line">{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      <div className="print:hidden">
        <NoteForm id={id} />
      </div>
    </section>
  );
}

function NoteForm({ id }: { id: number }) {
  const [by] = useActor();
  const [text, setText] = useState('');
  const action = useAction({
    act: () => noteIncident(id, { by, text }),
    changes: [incidentKey, eventsKey],
    onDone: () => {
      setText('');
      announce('The note stands in the history.');
    },
  });
  return (
    <Form
      label="Write a note"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Add the note"
    >
      <TextField path="text" label="What you found or did" rows={3} value={text} onChange={setText} />
      <ActorField />
    </Form>
  );
}
