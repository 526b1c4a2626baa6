'use client';

import { AcknowledgeDialog } from '@/components/alerts/acknowledge-dialog.tsx';
import { SilenceDialog } from '@/components/alerts/silence-dialog.tsx';
import { scopeOfPair } from '@/components/alerts/silence-scopes.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { alertsKey } from '@/lib/queries/alerts.ts';
import { eventsKey } from '@/lib/queries/events.ts';
import { acknowledgeIncident, incidentKey, incidentsKey } from '@/lib/queries/incidents.ts';

/** What is asked about an incident as a whole. */
export type IncidentQuestion = 'acknowledge' | 'silence';

export function IncidentDialogs({
  question,
  incident: { id, pair },
  onClose,
}: {
  question: IncidentQuestion | null;
  incident: IncidentDto;
  onClose(): void;
}) {
  if (question === null) return null;
  if (question === 'silence') return <SilenceDialog scopes={[scopeOfPair(pair)]} onClose={onClose} />;
  return (
    <AcknowledgeDialog
      what={`incident ${id}`}
      means="Says to everybody that you look after it, and after its alerts. Should it grow worse, that holds no longer."
      act={(by, note) => acknowledgeIncident(id, { by, note })}
      changes={[incidentsKey, incidentKey, alertsKey, eventsKey]}
      onClose={onClose}
    />
  );
}
