'use client';

import { Lasted, Moment, Since } from '@/components/time/since.tsx';
import type { IncidentDto } from '@/lib/contracts/incident.ts';

/** Whether it goes on, since when, and how often it came back. */
export function IncidentState({ incident }: { incident: IncidentDto }) {
  const { phase, firstSymptom, openedAt, quietSince, resolvedAt, reopenedAt } = incident;
  const lastReopened = reopenedAt.at(-1);
  return (
    <>
      <span data-testid="incident-state">
        {phase === 'resolved' && resolvedAt !== null ? (
          <>
            over; began{' '}
            <Lasted from={firstSymptom.at} to={resolvedAt} of="From the first symptom to the end" />
          </>
        ) : (
          <>
            open <Since at={openedAt} of="Opened" />
          </>
        )}
      </span>
      {phase === 'open' && quietSince !== null && (
        <span>
          all well <Since at={quietSince} of="Nothing of it goes on" />: over if it stays so
        </span>
      )}
      {lastReopened !== undefined && (
        <span>
          opened again {reopenedAt.length === 1 ? 'once' : `${reopenedAt.length} times`}, last{' '}
          <Moment at={lastReopened} />
        </span>
      )}
    </>
  );
}
