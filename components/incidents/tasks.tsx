'use client';

import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { announce } from '@/components/frame/announcements.ts';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Moment, Since } from '@/components/time/since.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Act } from '@/components/ui/act.tsx';
import type { IncidentTaskDto } from '@/lib/contracts/incident.ts';
import { changeTask, removeTask } from '@/lib/queries/incidents.ts';
import { eventsKey, incidentKey } from '@/lib/queries/keys.ts';
import { dueDay, dueTime } from './due.ts';
import { Edited } from './edited.tsx';
import { type TaskDraft, TaskFields, TaskForm } from './task-form.tsx';
import { RemovedButton, Versions } from './versions.tsx';

const CHANGES = [incidentKey, eventsKey];

/** What is to be done so that an incident does not come again, and a place to write it down. */
export function Tasks({
  id,
  tasks,
  removed,
}: {
  id: number;
  tasks: readonly IncidentTaskDto[];
  /** How many were taken off the list. */
  removed: number;
}) {
  const [shown, setShown] = useState<number | 'removed' | null>(null);
  const now = tasks.find((task) => task.id === shown);
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
            <TaskRow key={task.id} incident={id} task={task} onVersions={() => setShown(task.id)} />
          ))}
        </ul>
      )}
      <RemovedButton count={removed} onOpen={() => setShown('removed')} />
      <May need="operator">
        <details className="print:hidden">
          <summary className="w-fit text-muted hover:text-ink">Add a follow-up action</summary>
          <div className="mt-3">
            <TaskForm id={id} changes={CHANGES} />
          </div>
        </details>
      </May>
      {shown !== null && (
        <Versions
          incident={id}
          asked={{ item: 'task', of: shown }}
          now={now ? <TaskWords task={now} /> : null}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
}

function TaskRow({
  incident,
  task,
  onVersions,
}: {
  incident: number;
  task: IncidentTaskDto;
  onVersions(): void;
}) {
  const { id, text, changed, done } = task;
  return (
    <li
      data-testid="task"
      data-done={done !== null}
      tabIndex={-1}
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2 -outline-offset-2"
    >
      <div className="min-w-0">
        <TaskWords task={task} />
        {changed && <Edited word="changed" {...changed} onOpen={onVersions} />}
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Act
          word={done ? 'Open again' : 'Mark done'}
          act={(actor) => changeTask(incident, id, { by: actor, done: done === null })}
          changes={CHANGES}
        />
        <EditTask incident={incident} task={task} />
        <Act
          word="Remove"
          question={`“${text}” is taken off the list and out of the report; it is kept under “removed”.`}
          act={(actor) => removeTask(incident, id, actor)}
          changes={CHANGES}
        />
      </div>
    </li>
  );
}

/** What is to be done, by whom and when. */
function TaskWords({ task: { text, assignee, dueAt, createdAt, by, done } }: { task: IncidentTaskDto }) {
  return (
    <>
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
        <Due dueAt={dueAt} isDone={done !== null} />
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
    </>
  );
}

function Due({ dueAt, isDone }: { dueAt: string | null; isDone: boolean }) {
  const now = useNow();
  if (dueAt === null) return <span>no date is set</span>;
  if (isDone || Date.parse(dueAt) >= now) {
    return (
      <span className={isDone ? '' : 'text-ink'}>
        due <Moment at={dueAt} />
      </span>
    );
  }
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <LevelWord level="warn" word="overdue" />
      <Since at={dueAt} of="It was to be done by then" />
    </span>
  );
}

function EditTask({ incident, task }: { incident: number; task: IncidentTaskDto }) {
  const { zone } = useZone();
  // What is typed and not saved.
  const [typed, setTyped] = useState<Partial<TaskDraft>>({});
  const { text, assignee, dueAt } = task;
  const draft = { text, assignee: assignee ?? '', due: dueDay(dueAt, zone), ...typed };
  return (
    <Act
      word="Edit"
      confirm="Save"
      act={(by) =>
        changeTask(incident, task.id, {
          by,
          text: draft.text,
          assignee: draft.assignee.trim() || null,
          dueAt: dueTime(draft.due, dueAt, zone),
        })
      }
      changes={CHANGES}
      onDone={() => {
        setTyped({});
        announce('The action is changed; what it was before is kept.');
      }}
    >
      <TaskFields draft={draft} onChange={(part) => setTyped({ ...typed, ...part })} />
    </Act>
  );
}
