'use client';

import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { useZone } from '@/components/time/zone.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { addTask } from '@/lib/queries/incidents.ts';
import { dueTime } from './due.ts';

/** As its fields hold it: empty texts for nobody and no date, `due` a day such as `2026-12-01`. */
export type TaskDraft = { text: string; assignee: string; due: string };

const EMPTY: TaskDraft = { text: '', assignee: '', due: '' };

export function TaskForm({ id, changes }: { id: number; changes: readonly QueryKey[] }) {
  const [by] = useActor();
  const { zone } = useZone();
  const [draft, setDraft] = useState(EMPTY);
  const action = useAction({
    act: () =>
      addTask(id, {
        by,
        text: draft.text,
        assignee: draft.assignee.trim() || null,
        dueAt: dueTime(draft.due, null, zone),
      }),
    changes,
    onDone: () => {
      setDraft(EMPTY);
      announce('The follow-up action stands on the list.');
    },
  });
  return (
    <Form
      label="Add a follow-up action"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Add the action"
    >
      <TaskFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <ActorField />
    </Form>
  );
}

/** What is to be done, by whom and when. */
export function TaskFields({
  draft: { text, assignee, due },
  onChange,
}: {
  draft: TaskDraft;
  onChange(part: Partial<TaskDraft>): void;
}) {
  const { zone } = useZone();
  const clocks = zone === 'UTC' ? 'in UTC' : `by clocks of ${zone}`;
  return (
    <>
      <TextField
        path="text"
        label="What is to be done"
        value={text}
        onChange={(next) => onChange({ text: next })}
      />
      <TextField
        path="assignee"
        label="Who is to do it"
        isOptional
        value={assignee}
        onChange={(next) => onChange({ assignee: next })}
      />
      <TextField
        path="dueAt"
        type="date"
        label="Due"
        isOptional
        help={`By the end of that day, ${clocks}.`}
        value={due}
        onChange={(next) => onChange({ due: next })}
      />
    </>
  );
}
