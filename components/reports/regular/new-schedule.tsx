'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PROFILES } from '@/components/reports/words.ts';
import { useZone } from '@/components/time/zone.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { ChecksField, SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { PeriodKind } from '@/lib/contracts/period-report.ts';
import type { ReportProfile } from '@/lib/contracts/report-profile.ts';
import { endpointsQuery } from '@/lib/queries/endpoints.ts';
import { reportSchedulesKey } from '@/lib/queries/keys.ts';
import { scheduleReport } from '@/lib/queries/period-reports.ts';
import { PairField } from './pair-field.tsx';
import { PERIODS } from './words.ts';

type Draft = {
  pair: string | null;
  period: PeriodKind;
  zone: string;
  endpoints: string[];
  profile: ReportProfile;
};

/** These take all they are told for an alarm. */
const ALARMS: readonly string[] = ['pagerduty', 'alertmanager'];

/** Has a report made at the end of each week or month, and sent. */
export function NewSchedule({ onClose }: { onClose(): void }) {
  const { zone } = useZone();
  const [actor] = useActor();
  const [draft, setDraft] = useState<Draft>({
    pair: null,
    period: 'week',
    zone,
    endpoints: [],
    profile: 'internal',
  });
  const { data } = useQuery(endpointsQuery());
  const action = useAction({
    act: () => scheduleReport({ by: actor, ...draft, zone: draft.zone.trim() }),
    changes: [reportSchedulesKey],
    onDone: onClose,
  });
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const endpoints = (data?.endpoints ?? []).filter(({ kind }) => !ALARMS.includes(kind));
  return (
    <section aria-label="New schedule" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Add a schedule of reports"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Add it"
        onCancel={onClose}
      >
        <PairField value={draft.pair} onChange={(pair) => change({ pair })} />
        <SelectField
          path="period"
          label="At the end of each"
          value={draft.period}
          options={PERIODS}
          onChange={(period) => change({ period })}
        />
        <TextField
          path="zone"
          label="By clocks of"
          help="The IANA name of a time zone, such as Europe/Berlin: weeks and months begin at its midnight."
          value={draft.zone}
          onChange={(next) => change({ zone: next })}
        />
        {endpoints.length > 0 && (
          <ChecksField
            path="endpoints"
            label="Sent to"
            help="A mail has the PDF attached; a webhook is told where the report is. It is kept here in any case."
            values={draft.endpoints}
            options={endpoints.map(({ name }) => ({ value: name, word: name }))}
            onChange={(names) => change({ endpoints: names })}
          />
        )}
        <SelectField
          path="profile"
          label="For whom"
          value={draft.profile}
          options={PROFILES.map(({ value, word }) => ({ value, word }))}
          onChange={(profile) => change({ profile })}
        />
        <ActorField />
      </Form>
    </section>
  );
}
