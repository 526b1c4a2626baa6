'use client';

import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { alertsKey, eventsKey, incidentKey, incidentsKey } from '@/lib/queries/keys.ts';

/** What can be acknowledged. */
export type Acknowledgeable = {
  /** "incident 4", "“Pool full” of office". */
  words: string;
  act: (deed: { by: string; note: string | null }) => Promise<unknown>;
};

const CHANGES: readonly QueryKey[] = [incidentsKey, incidentKey, alertsKey, eventsKey];

/** Asks who looks after something, and says so to Pairwatch. The first of `targets` is what is meant at first. */
export function AcknowledgeDialog({
  targets,
  onClose,
}: {
  targets: readonly [Acknowledgeable, ...Acknowledgeable[]];
  onClose(): void;
}) {
  const [by] = useActor();
  const [words, setWords] = useState(targets[0].words);
  const [note, setNote] = useState('');
  const target = targets.find((each) => each.words === words) ?? targets[0];
  const action = useAction({
    act: () => target.act({ by, note: note.trim() || null }),
    changes: CHANGES,
    onDone: () => {
      announce(`Acknowledged: ${target.words}.`);
      onClose();
    },
  });
  return (
    <Dialog title="Acknowledge" onClose={onClose}>
      <p className="mt-1 mb-4 text-muted">
        Says to everybody that you look after {targets.length === 1 ? target.words : 'it'}. Should it grow
        worse, that holds no longer.
      </p>
      <Form
        label="Acknowledge"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Acknowledge"
        onCancel={onClose}
      >
        <ActorField />
        {targets.length > 1 && (
          <SelectField
            path="what"
            label="What"
            value={target.words}
            options={targets.map((each) => ({ value: each.words, word: each.words }))}
            onChange={setWords}
          />
        )}
        <TextField path="note" label="Note" isOptional rows={3} value={note} onChange={setNote} />
      </Form>
    </Dialog>
  );
}
