'use client';

import { NoteDialog } from '@/components/incidents/note-dialog.tsx';
import type { AlertRowDto } from '@/lib/contracts/alert.ts';
import { acknowledgeAlert } from '@/lib/queries/alerts.ts';
import { acknowledgeIncident } from '@/lib/queries/incidents.ts';
import { type Acknowledgeable, AcknowledgeDialog } from './acknowledge-dialog.tsx';
import { SilenceDialog } from './silence-dialog.tsx';
import { scopesOf } from './silence-scopes.ts';

/** What is asked about an alert; a note is kept with its incident. */
export type Question = { kind: 'acknowledge' | 'silence' | 'note'; alert: AlertRowDto };

/** Whether there is anything to ask: what is looked after, over or of no incident has no such question. */
export function mayBeAsked(
  kind: Question['kind'],
  { phase, acknowledgement, incidentId }: AlertRowDto,
): boolean {
  switch (kind) {
    case 'acknowledge':
      return phase === 'firing' && acknowledgement === null;
    case 'silence':
      return phase !== 'resolved';
    case 'note':
      return incidentId !== null;
  }
}

/** Stands beside the list: a question stays open whatever becomes of the row it came from. */
export function AlertDialogs({ question, onClose }: { question: Question | null; onClose(): void }) {
  if (question === null) return null;
  const { kind, alert } = question;
  if (kind === 'note') {
    if (alert.incidentId === null) return null;
    return <NoteDialog id={alert.incidentId} onClose={onClose} />;
  }
  if (kind === 'silence') return <SilenceDialog scopes={scopesOf(alert)} onClose={onClose} />;
  return <AcknowledgeDialog targets={targetsOf(alert)} onClose={onClose} />;
}

/** An incident is what people are told of, so it is what is mostly meant where an alert belongs to one. */
function targetsOf({ id, title, pair, incidentId }: AlertRowDto): [Acknowledgeable, ...Acknowledgeable[]] {
  const itself: Acknowledgeable = {
    words: `“${title}” of ${pair ?? 'Pairwatch itself'}`,
    act: (deed) => acknowledgeAlert(id, deed),
  };
  if (incidentId === null) return [itself];
  const incident: Acknowledgeable = {
    words: `incident ${incidentId} and all its alerts`,
    act: (deed) => acknowledgeIncident(incidentId, deed),
  };
  return [incident, { ...itself, words: `${itself.words} alone` }];
}
