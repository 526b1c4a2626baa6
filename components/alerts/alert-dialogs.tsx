'use client';

import type { AlertDto } from '@/lib/contracts/alert.ts';
import { acknowledgeAlert, alertsKey } from '@/lib/queries/alerts.ts';
import { eventsKey } from '@/lib/queries/events.ts';
import { incidentKey } from '@/lib/queries/incidents.ts';
import { AcknowledgeDialog } from './acknowledge-dialog.tsx';
import { SilenceDialog } from './silence-dialog.tsx';
import { scopesOf } from './silence-scopes.ts';

/** What is asked about an alert. */
export type Question = { kind: 'acknowledge' | 'silence'; alert: AlertDto };

/** Stands beside the list: a question stays open whatever becomes of the row it came from. */
export function AlertDialogs({ question, onClose }: { question: Question | null; onClose(): void }) {
  if (question === null) return null;
  const { kind, alert } = question;
  if (kind === 'silence') return <SilenceDialog scopes={scopesOf(alert)} onClose={onClose} />;
  return (
    <AcknowledgeDialog
      what={`“${alert.title}” of ${alert.pair ?? 'Pairwatch itself'}`}
      means="Says to everybody that you look after it. Should it grow worse, that holds no longer."
      act={(by, note) => acknowledgeAlert(alert.id, { by, note })}
      changes={[alertsKey, incidentKey, eventsKey]}
      onClose={onClose}
    />
  );
}
