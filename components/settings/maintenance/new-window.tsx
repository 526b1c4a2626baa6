'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isoOfWallTime, wallTime } from '@/components/time/wall-time.ts';
import { useZone } from '@/components/time/zone.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { ChecksField, SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { type Schedule, WEEKDAYS } from '@/lib/contracts/silence.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { maintenanceKey } from '@/lib/queries/keys.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { createWindow } from '@/lib/queries/silences.ts';
import { WEEKDAY_WORDS } from './schedule-words.ts';

const HOUR_MS = 3_600_000;
const ALL = '';

type Draft = {
  pair: string;
  kind: Schedule['kind'];
  startsAt: string;
  endsAt: string;
  days: (typeof WEEKDAYS)[number][];
  from: string;
  to: string;
  zone: string;
  reason: string;
};

/** Plans a time in which nobody is told. */
export function NewWindow({ onClose }: { onClose(): void }) {
  const { zone } = useZone();
  const [actor] = useActor();
  const [draft, setDraft] = useState(() => firstDraft(serverClock.now(), zone));
  const { data } = useQuery(fleetQuery());
  const action = useAction({
    act: () =>
      createWindow({
        by: actor,
        pair: draft.pair === ALL ? null : draft.pair,
        schedule: scheduleOf(draft, zone),
        reason: draft.reason,
      }),
    changes: [maintenanceKey],
    onDone: onClose,
  });
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  return (
    <section aria-label="New maintenance window" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Plan maintenance"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Plan it"
        onCancel={onClose}
      >
        <SelectField
          path="pair"
          label="Of"
          value={draft.pair}
          options={[
            { value: ALL, word: 'all pairs' },
            ...(data?.pairs ?? []).map(({ name }) => ({ value: name, word: name })),
          ]}
          onChange={(pair) => change({ pair })}
        />
        <SelectField
          path="schedule.kind"
          label="How often"
          value={draft.kind}
          options={[
            { value: 'once', word: 'once' },
            { value: 'weekly', word: 'every week' },
          ]}
          onChange={(kind) => change({ kind })}
        />
        {draft.kind === 'once' ? (
          <OnceFields draft={draft} onChange={change} />
        ) : (
          <WeeklyFields draft={draft} onChange={change} />
        )}
        <TextField
          path="reason"
          label="Reason"
          help="For whoever wonders later why nobody was told."
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <ActorField />
      </Form>
    </section>
  );
}

type Fields = { draft: Draft; onChange(changes: Partial<Draft>): void };

function OnceFields({ draft, onChange }: Fields) {
  const { zone } = useZone();
  const clocks = zone === 'UTC' ? 'In UTC.' : `By clocks of ${zone}.`;
  return (
    <>
      <TextField
        path="schedule.startsAt"
        label="From"
        help={clocks}
        type="datetime-local"
        value={draft.startsAt}
        onChange={(startsAt) => onChange({ startsAt })}
      />
      <TextField
        path="schedule.endsAt"
        label="Until"
        help={clocks}
        type="datetime-local"
        value={draft.endsAt}
        onChange={(endsAt) => onChange({ endsAt })}
      />
    </>
  );
}

function WeeklyFields({ draft, onChange }: Fields) {
  return (
    <>
      <ChecksField
        path="schedule.days"
        label="Begins on"
        values={draft.days}
        options={WEEKDAYS.map((value) => ({ value, word: WEEKDAY_WORDS[value] }))}
        onChange={(days) => onChange({ days })}
      />
      <TextField
        path="schedule.from"
        label="From"
        placeholder="02:00"
        value={draft.from}
        onChange={(from) => onChange({ from })}
      />
      <TextField
        path="schedule.to"
        label="Until"
        help="An end before the begin is on the next day."
        placeholder="04:00"
        value={draft.to}
        onChange={(to) => onChange({ to })}
      />
      <TextField
        path="schedule.zone"
        label="By clocks of"
        help="The IANA name of a time zone, such as Europe/Berlin: the window follows its summer time."
        value={draft.zone}
        onChange={(zone) => onChange({ zone })}
      />
    </>
  );
}

function firstDraft(now: number, zone: string): Draft {
  const nextHour = Math.ceil(now / HOUR_MS) * HOUR_MS;
  return {
    pair: ALL,
    kind: 'once',
    startsAt: wallTime(nextHour, zone),
    endsAt: wallTime(nextHour + 2 * HOUR_MS, zone),
    days: ['sun'],
    from: '02:00',
    to: '04:00',
    zone,
    reason: '',
  };
}

function scheduleOf({ kind, startsAt, endsAt, days, from, to, zone }: Draft, readersZone: string): Schedule {
  if (kind === 'weekly') return { kind, days, from, to, zone: zone.trim() };
  return {
    kind,
    startsAt: isoOfWallTime(startsAt, readersZone),
    endsAt: isoOfWallTime(endsAt, readersZone),
  };
}
