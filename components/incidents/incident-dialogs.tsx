'use client';

import { type Acknowledgeable, AcknowledgeDialog } from '@/components/alerts/acknowledge-dialog.tsx';
import { SilenceDialog } from '@/components/alerts/silence-dialog.tsx';
import { scopeOfPair } from '@/components/alerts/silence-scopes.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { acknowledgeIncident } from '@/lib/queries/incidents.ts';

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
  const target: Acknowledgeable = {
    words: `incident ${id} and its alerts`,
    act: (deed) => acknowledgeIncident(id, deed),
  };
  return <AcknowledgeDialog targets={[target]} onClose={onClose} />;
}
