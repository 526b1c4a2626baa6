'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { SelectField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { PeriodKind } from '@/lib/contracts/period-report.ts';
import { madeReportsKey } from '@/lib/queries/keys.ts';
import { makeReport } from '@/lib/queries/period-reports.ts';
import { PairField } from './pair-field.tsx';
import { PERIODS } from './words.ts';

/** Has a report made now. */
export function NewReport({ onClose }: { onClose(): void }) {
  const [actor] = useActor();
  const [pair, setPair] = useState<string | null>(null);
  const [period, setPeriod] = useState<PeriodKind>('week');
  const [which, setWhich] = useState<'last' | 'current'>('last');
  const action = useAction({
    act: () => makeReport({ by: actor, period, pair, which }),
    changes: [madeReportsKey],
    onDone: () => {
      announce('The report is made.');
      onClose();
    },
  });
  return (
    <section aria-label="New report" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Make a report"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Make it"
        onCancel={onClose}
      >
        <PairField value={pair} onChange={setPair} />
        <SelectField<PeriodKind>
          path="period"
          label="Of a"
          value={period}
          options={PERIODS}
          onChange={setPeriod}
        />
        <SelectField<'last' | 'current'>
          path="which"
          label="Which one"
          value={which}
          options={[
            { value: 'last', word: 'the last that is over' },
            { value: 'current', word: 'the present one so far' },
          ]}
          onChange={setWhich}
        />
        <ActorField />
      </Form>
    </section>
  );
}
