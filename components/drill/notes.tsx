'use client';

import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { Age } from '@/components/time/age.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { DrillReport, DrillSummary } from '@/lib/contracts/drill.ts';
import { noteDrill } from '@/lib/queries/drills.ts';
import { drillsKey, eventsKey } from '@/lib/queries/keys.ts';

/** What people wrote down about a drill, and a place to write more until it is signed. */
export function DrillNotes({ drill, notes }: { drill: DrillSummary; notes: DrillReport['notes'] }) {
  return (
    <section aria-labelledby="notes" className="space-y-2" data-testid="drill-notes">
      <h2 id="notes" className="font-semibold text-16">
        Notes
      </h2>
      {notes.length === 0 ? (
        <p className="text-muted">Nobody wrote anything down.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {notes.map(({ at, by, text }) => (
            <li key={`${at} ${by} ${text}`} className="px-4 py-2">
              <p className="wrap-anywhere max-w-[100ch] whitespace-pre-wrap">{text}</p>
              <p className="text-13 text-muted">
                {by} <Age at={at} of={`Written by ${by}`} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {drill.signature === null && (
        <May need="operator">
          <details className="print:hidden">
            <summary className="w-fit text-muted hover:text-ink">Add a note</summary>
            <div className="mt-3">
              <NoteForm drill={drill} />
            </div>
          </details>
        </May>
      )}
    </section>
  );
}

function NoteForm({ drill }: { drill: DrillSummary }) {
  const [by] = useActor();
  const [text, setText] = useState('');
  const action = useAction({
    act: () => noteDrill(drill.id, { by, text }),
    changes: [drillsKey(drill.pair), eventsKey],
    onDone: () => setText(''),
  });
  return (
    <Form
      label="Add a note"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Add the note"
    >
      <TextField path="text" label="Note" rows={3} value={text} onChange={setText} />
      <ActorField />
    </Form>
  );
}
