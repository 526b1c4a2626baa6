'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Check, SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { DrillListDto } from '@/lib/contracts/drill-request.ts';
import { planDrill } from '@/lib/queries/drills.ts';
import { drillsKey, eventsKey } from '@/lib/queries/keys.ts';
import { drillHref } from './drill-words.ts';

/** Which server is to be stopped, and for how long. Nothing begins by it. */
export function PlanForm({ pair, choices }: { pair: string; choices: DrillListDto['choices'] }) {
  const router = useRouter();
  const [by] = useActor();
  const [server, setServer] = useState(choices[0]?.server ?? '');
  const [minutes, setMinutes] = useState('3');
  const [setsPartnerDown, setSetsPartnerDown] = useState(false);
  const action = useAction({
    act: () => planDrill(pair, { by, server, outageMinutes: Number(minutes), setsPartnerDown }),
    changes: [drillsKey(pair), eventsKey],
    onDone: ({ summary }) => router.push(drillHref(pair, summary.id) as Route), // the pair's name is in it
  });
  return (
    <Form
      label="Plan a failover drill"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Plan the drill"
    >
      <SelectField
        path="server"
        label="Server to be stopped"
        help="The other one has to carry all clients meanwhile."
        value={server}
        options={choices.map((choice) => ({
          value: choice.server,
          word: `${choice.server} (${choice.role}); ${choice.survivor} carries on`,
        }))}
        onChange={setServer}
      />
      <TextField
        path="outageMinutes"
        label="Minutes it is to be away"
        help="From 1 to 60. Two or three are enough to see a take-over."
        inputMode="numeric"
        value={minutes}
        onChange={setMinutes}
      />
      <Check
        isChecked={setsPartnerDown}
        onChange={setSetsPartnerDown}
        help="Not needed for a drill of a few minutes. It lets the survivor take over the other half of the free addresses after MCLT; the stopped server then has to recover on its return, and may answer nobody for as long as MCLT."
      >
        Somebody sets partner-down meanwhile
      </Check>
      <ActorField />
    </Form>
  );
}
