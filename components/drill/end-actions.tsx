'use client';

import { useState } from 'react';
import { Act } from '@/components/ui/act.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { DrillStep, DrillSummary } from '@/lib/contracts/drill.ts';
import { abandonDrill, endDrill } from '@/lib/queries/drills.ts';
import { drillsKey, eventsKey, maintenanceKey } from '@/lib/queries/keys.ts';

/** Ends a drill, or calls it off. */
export function EndActions({ drill, steps }: { drill: DrillSummary; steps: readonly DrillStep[] }) {
  const [reason, setReason] = useState('');
  const changes = [drillsKey(drill.pair), eventsKey, maintenanceKey];
  const open = steps.filter(({ need, status }) => need === 'must' && !['seen', 'late'].includes(status));
  const question =
    open.length === 0
      ? 'Every step that is needed was seen. The report is made, and alerts of this pair are told again.'
      : `Not seen yet: ${open.map(({ title }) => title).join(', ')}. A drill that ends now has not passed.`;
  return (
    <section aria-label="End the drill" className="flex flex-wrap gap-2 print:hidden">
      {drill.phase === 'running' && (
        <Act
          word="End the drill"
          question={question}
          act={(by) => endDrill(drill.id, by)}
          changes={changes}
        />
      )}
      <Act
        word="Abandon the drill"
        question={
          drill.phase === 'running'
            ? `Pairwatch looks at it no more. See that ${drill.server} runs.`
            : 'It was not begun; its plan stays on record.'
        }
        act={(by) => abandonDrill(drill.id, { by, reason })}
        changes={changes}
      >
        <TextField path="reason" label="Reason" value={reason} onChange={setReason} />
      </Act>
    </section>
  );
}
