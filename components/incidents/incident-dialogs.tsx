'use client';

import { type Acknowledgeable, AcknowledgeDialog } from '@/components/alerts/acknowledge-dialog.tsx';
import { SilenceDialog } from '@/components/alerts/silence-dialog.tsx';
import { scopeOfPair } from '@/components/alerts/silence-scopes.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { acknowledgeIncident } from '@/lib/queries/incidents.ts';
import { NoteDialog } from './note-dialog.tsx';

/** What is asked about an incident as a whole. */
export type IncidentQuestion = 'acknowledge' | 'silence' | 'note';

/** Whether there is anything to ask: what is looked after or over has no such question; a note may come whenever. */
export function mayBeAsked(kind: IncidentQuestion, { phase, acknowledgement }: IncidentDto): boolean {
  return kind === 'note' || (phase === 'open' && (kind === 'silence' || acknowledgement === null));
}

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
  if (question === 'note') return <NoteDialog id={id} onClose={onClose} />;
  if (question === 'silence') return <SilenceDialog scopes={[scopeOfPair(pair)]} onClose={onClose} />;
  const target: Acknowledgeable = {
    words: `incident ${id} and its alerts`,
    act: (deed) => acknowledgeIncident(id, deed),
  };
  return <AcknowledgeDialog targets={[target]} onClose={onClose} />;
}
