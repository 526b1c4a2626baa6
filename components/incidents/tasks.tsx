'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { Age } from '@/components/time/age.tsx';
import { Act } from '@/components/ui/act.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { IncidentTaskDto } from '@/lib/contracts/incident.ts';
import { addTask, changeTask, removeTask } from '@/lib/queries/incidents.ts';
import { eventsKey, incidentKey } from '@/lib/queries/keys.ts';

const CHANGES = [incidentKey, eventsKey];

/** What is to be done so that an incident does not come again, and a place to write it down. */
export function Tasks({ id, tasks }: { id: number; tasks: readonly IncidentTaskDto[] }) {
  const left = tasks.filter(({ done }) => done === null).length;
  return (
    <section aria-labelledby="tasks" className="space-y-3" data-testid="tasks">
      <h2 id="tasks" className="font-semibold text-16">
        Follow-up actions{' '}
        {tasks.length > 0 && (
          <span className="font-normal text-13 text-muted tabular-nums">
            {left} of {tasks.length} to do
          </span>
        )}
      </h2>
      {tasks.length === 0 ? (
        <p className="text-muted">Nothing was written down that is to be done after it.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {tasks.map((task) => (
            <TaskRow key={task.id} incident={id} task={task} />
          ))}
        </ul>
      )}
      <details className="print:hidden">
        <summary className="w-fit text-muted hover:text-ink">Add a follow-up action</summary>
        <div className="mt-3">
          <TaskForm id={id} />
        </div>
      </details>
    </section>
  );
}

function TaskRow({ incident, task }: { incident: number; task: IncidentTaskDto }) {
  const { id, text, assignee, createdAt, by, done } = task;
  return (
    <li
      data-testid="task"
      data-done={done !== null}
      tabIndex={-1}
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2 -outline-offset-2"
    >
      <div className="min-w-0">
        <p className={`wrap-anywhere max-w-[100ch] ${done ? 'text-muted' : ''}`}>
          <span aria-hidden="true" className="mr-2 font-mono">
            {done ? '☑' : '☐'}
          </span>
          <span className="sr-only">{done ? 'Done: ' : 'To do: '}</span>
          {text}
        </p>
        <p className="flex flex-wrap gap-x-4 text-13 text-muted">
          <span className={assignee === null ? '' : 'text-ink'}>
            {assignee === null ? 'nobody is named to do it' : `to be done by ${assignee}`}
          </span>
          {done ? (
            <span>
              done by {done.by} <Age at={done.at} of={`Done by ${done.by}`} />
            </span>
          ) : (
            <span>
              written by {by} <Age at={createdAt} of={`Written by ${by}`} />
            </span>
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Act
          word={done ? 'Open again' : 'Mark done'}
          act={(actor) => changeTask(incident, id, { by: actor, done: done === null })}
          changes={CHANGES}
        />
        {!done && <Assign incident={incident} task={task} />}
        <Act
          word="Remove"
          question={`“${text}” is taken off the list; the history keeps it.`}
          act={(actor) => removeTask(incident, id, actor)}
          changes={CHANGES}
        />
      </div>
    </li>
  );
}

function Assign({ incident, task: { id, assignee } }: { incident: number; task: IncidentTaskDto }) {
  const [name, setName] = useState(assignee ?? '');
  return (
    <Act
      word="Assign"
      act={(by) => changeTask(incident, id, { by, assignee: name.trim() || null })}
      changes={CHANGES}
    >
      <TextField
        path="assignee"
        label="Who is to do it"
        help="Leave it empty to name nobody."
        value={name}
        onChange={setName}
      />
    </Act>
  );
}

function TaskForm({ id }: { id: number }) {
  const [by] = useActor();
  const [text, setText] = useState('');
  const [assignee, setAssignee] = useState('');
  const action = useAction({
    act: () => addTask(id, { by, text, assignee: assignee.trim() || null }),
    changes: CHANGES,
    onDone: () => {
      setText('');
      setAssignee('');
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
      <TextField path="text" label="What is to be done" value={text} onChange={setText} />
      <TextField path="assignee" label="Who is to do it" isOptional value={assignee} onChange={setAssignee} />
      <ActorField />
    </Form>
  );
}
