'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { DrillReadiness, DrillSummary } from '@/lib/contracts/drill.ts';
import { beginDrill } from '@/lib/queries/drills.ts';
import { drillsKey, eventsKey, maintenanceKey } from '@/lib/queries/keys.ts';

/** Begins a drill; where the pair is not known to be ready, with the reason why all the same. */
export function BeginForm({ drill, readiness }: { drill: DrillSummary; readiness: DrillReadiness }) {
  const [by] = useActor();
  const [override, setOverride] = useState('');
  const isReady = readiness.word === 'ready' || readiness.word === 'ready-with-risks';
  const action = useAction({
    act: () => beginDrill(drill.id, { by, override: isReady ? null : override.trim() || null }),
    changes: [drillsKey(drill.pair), eventsKey, maintenanceKey],
    onDone: () => announce(`The drill has begun: stop ${drill.server} now.`),
  });
  return (
    <Form
      label="Begin the drill"
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Begin the drill"
    >
      <p>
        From the begin on, alerts of this pair are kept but told to nobody, until the drill ends. Then stop{' '}
        {drill.server} yourself.
      </p>
      {!isReady && (
        <TextField
          path="override"
          label="Why it is begun all the same"
          help="The pair is not known to be ready. Your reason stands in the report."
          value={override}
          onChange={setOverride}
        />
      )}
      <ActorField />
    </Form>
  );
}
