'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { noteIncident } from '@/lib/queries/incidents.ts';
import { eventsKey, incidentKey } from '@/lib/queries/keys.ts';

/** Asks what somebody found or did, and keeps it with an incident. */
export function NoteDialog({ id, onClose }: { id: number; onClose(): void }) {
  const [by] = useActor();
  const [text, setText] = useState('');
  const action = useAction({
    act: () => noteIncident(id, { by, text }),
    changes: [incidentKey, eventsKey],
    onDone: () => {
      announce(`Noted on incident ${id}.`);
      onClose();
    },
  });
  return (
    <Dialog title={`Note on incident ${id}`} onClose={onClose}>
      <p className="mt-1 mb-4 text-muted">It stands on the page of the incident and in the history.</p>
      <Form
        label="Note"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Add the note"
        onCancel={onClose}
      >
        <TextField path="text" label="What you found or did" rows={3} value={text} onChange={setText} />
        <ActorField />
      </Form>
    </Dialog>
  );
}
