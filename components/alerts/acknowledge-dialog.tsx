'use client';

import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';

/** Asks who looks after something, and says so to Pairwatch. */
export function AcknowledgeDialog({
  what,
  means,
  act,
  changes,
  onClose,
}: {
  /** "incident 4", “Pool full”. */
  what: string;
  /** What follows from it. */
  means: string;
  act: (by: string, note: string | null) => Promise<unknown>;
  changes: readonly QueryKey[];
  onClose(): void;
}) {
  const [by] = useActor();
  const [note, setNote] = useState('');
  const action = useAction({
    act: () => act(by, note.trim() || null),
    changes,
    onDone: () => {
      announce(`Acknowledged: ${what}.`);
      onClose();
    },
  });
  return (
    <Dialog title={`Acknowledge ${what}`} onClose={onClose}>
      <p className="mt-1 mb-4 text-muted">{means}</p>
      <Form
        label={`Acknowledge ${what}`}
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Acknowledge"
        onCancel={onClose}
      >
        <ActorField />
        <TextField path="note" label="Note" isOptional rows={3} value={note} onChange={setNote} />
      </Form>
    </Dialog>
  );
}
