'use client';

import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { announce } from '@/components/frame/announcements.ts';
import { Age } from '@/components/time/age.tsx';
import { Act } from '@/components/ui/act.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { IncidentNoteDto, NoteKind } from '@/lib/contracts/incident.ts';
import { changeNote, noteIncident, removeNote } from '@/lib/queries/incidents.ts';
import { eventsKey, incidentKey } from '@/lib/queries/keys.ts';
import { Edited } from './edited.tsx';
import { NOTE_WORDS } from './note-words.ts';
import { RemovedButton, Versions } from './versions.tsx';

const CHANGES = [incidentKey, eventsKey];

/** What people wrote down about an incident, or what they judge to have contributed to it, and a place to write. */
export function Notes({
  id,
  kind,
  notes,
  removed,
}: {
  id: number;
  kind: NoteKind;
  notes: readonly IncidentNoteDto[];
  /** How many were removed. */
  removed: number;
}) {
  const words = NOTE_WORDS[kind];
  const [shown, setShown] = useState<number | 'removed' | null>(null);
  const now = notes.find((note) => note.id === shown);
  return (
    <section aria-labelledby={`${kind}s`} className="space-y-3">
      <h2 id={`${kind}s`} className="font-semibold text-16">
        {words.title}
      </h2>
      {notes.length === 0 ? (
        <p className="text-muted">{words.none}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {notes.map((note) => (
            <NoteRow
              key={note.id}
              incident={id}
              kind={kind}
              note={note}
              onVersions={() => setShown(note.id)}
            />
          ))}
        </ul>
      )}
      <RemovedButton count={removed} onOpen={() => setShown('removed')} />
      <May need="operator">
        {kind === 'note' ? (
          <div className="print:hidden">
            <NoteForm id={id} kind={kind} />
          </div>
        ) : (
          <details className="print:hidden">
            <summary className="w-fit text-muted hover:text-ink">{words.form}</summary>
            <div className="mt-3">
              <NoteForm id={id} kind={kind} />
            </div>
          </details>
        )}
      </May>
      {shown !== null && (
        <Versions
          incident={id}
          asked={{ item: kind, of: shown }}
          now={now ? <p className="wrap-anywhere whitespace-pre-line">{now.text}</p> : null}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

function NoteRow({
  incident,
  kind,
  note,
  onVersions,
}: {
  incident: number;
  kind: NoteKind;
  note: IncidentNoteDto;
  onVersions(): void;
}) {
  const { id, by, at, text, edited } = note;
  const { title, name } = NOTE_WORDS[kind];
  return (
    <li
      data-testid={kind}
      tabIndex={-1}
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2 -outline-offset-2"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3 text-13">
          <span>
            <span className="font-medium">{by}</span>{' '}
            <Age at={at} of={`Written by ${by}`} className="text-muted" />
          </span>
          {edited && <Edited {...edited} onOpen={onVersions} />}
        </p>
        <p className="wrap-anywhere max-w-[100ch] whitespace-pre-line">{text}</p>
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">
        <EditNote incident={incident} kind={kind} note={note} />
        <Act
          word="Remove"
          question={`This ${name} is taken off the list of ${title.toLowerCase()} and out of the report; its text is kept under “removed”.`}
          act={(actor) => removeNote(incident, id, actor)}
          changes={CHANGES}
          onDone={() => announce(`The ${name} was removed.`)}
        />
      </div>
    </li>
  );
}

function EditNote({
  incident,
  kind,
  note: { id, text },
}: {
  incident: number;
  kind: NoteKind;
  note: IncidentNoteDto;
}) {
  // What is typed and not saved; null: nothing.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Act
      word="Edit"
      confirm="Save"
      act={(by) => changeNote(incident, id, { by, text: typed ?? text })}
      changes={CHANGES}
      onDone={() => {
        setTyped(null);
        announce('It is changed; what it said before is kept.');
      }}
    >
      <TextField
        path="text"
        label={NOTE_WORDS[kind].field}
        rows={5}
        value={typed ?? text}
        onChange={setTyped}
      />
    </Act>
  );
}

function NoteForm({ id, kind }: { id: number; kind: NoteKind }) {
  const [by] = useActor();
  const [text, setText] = useState('');
  const { form, field, help, submit, done } = NOTE_WORDS[kind];
  const action = useAction({
    act: () => noteIncident(id, { by, text, kind }),
    changes: CHANGES,
    onDone: () => {
      setText('');
      announce(done);
    },
  });
  return (
    <Form
      label={form}
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit={submit}
    >
      <TextField
        path="text"
        label={field}
        rows={3}
        value={text}
        onChange={setText}
        {...(help !== undefined && { help })}
      />
      <ActorField />
    </Form>
  );
}
