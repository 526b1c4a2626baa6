import type { Alert } from '../../alerts/alert.ts';
import type { Why } from '../../contracts/alert.ts';
import type { Database } from '../../db/client.ts';
import type { Incident } from '../../incidents/incident.ts';
import { type AlertChanges, insertAlert, updateAlert } from '../alerts.ts';
import { insertIncident } from '../incidents.ts';
import { NOW } from './samples.ts';

export function why(sentence = 'dhcp-b answers alone.'): Why {
  const figures = [{ name: 'lasts', value: 35, unit: 's', limit: 30 }];
  const observedAt = new Date(NOW).toISOString();
  const evidence = [{ server: 'dhcp-b', source: 'omapi' as const, text: 'local-state 3', observedAt }];
  return { sentence, nextStep: 'Look after dhcp-a.', figures, evidence };
}

/** One that fires since `NOW`. */
export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    rule: 'pair-not-healthy',
    subject: { server: null, pool: null, detail: null },
    phase: 'firing',
    severity: 'warning',
    startedAt: NOW - 30_000,
    firedAt: NOW,
    resolvedAt: null,
    levels: [
      { severity: 'warning', since: NOW - 30_000 },
      { severity: 'critical', since: null },
    ],
    clearSince: null,
    noDataSince: null,
    recentFirings: [NOW],
    isFlapping: false,
    why: why(),
    firedBecause: why('It was alone for 30 s.'),
    labels: { team: 'net' },
    opensIncident: true,
    ...changes,
  };
}

/** The same in its other phases. */
export const pending = (changes: Partial<Alert> = {}) =>
  alert({ phase: 'pending', severity: null, firedAt: null, firedBecause: null, ...changes });

export const resolved = (resolvedAt: number, changes: Partial<Alert> = {}) =>
  alert({ phase: 'resolved', resolvedAt, ...changes });

/** An alert of a rule by itself: rules are cheap names to tell rows apart by. */
export function addAlert(
  db: Database,
  pairId: number | null,
  added: Alert,
  changes: Omit<AlertChanges, 'alert'> = {},
): Promise<number> {
  const columns = { alert: added, suppression: null, observedAt: NOW, ...changes };
  return db.write((tx) => insertAlert(tx, pairId, columns));
}

export function incident(changes: Partial<Incident> = {}): Incident {
  return {
    phase: 'open',
    severity: 'warning',
    firstSymptom: { at: NOW - 30_000, sentence: 'dhcp-b answers alone.', fingerprint: 'pair-not-healthy|||' },
    openedAt: NOW,
    quietSince: null,
    resolvedAt: null,
    reopenedAt: [],
    acknowledgement: null,
    sentence: 'dhcp-b answers alone.',
    ...changes,
  };
}

/** An incident with the alert it opened with. */
export async function addIncident(db: Database, pairId: number, changes: Partial<Incident> = {}) {
  const isOver = changes.phase === 'resolved';
  const first = isOver ? resolved(changes.resolvedAt ?? NOW) : alert();
  const firstAlertId = await addAlert(db, pairId, first, { toldBy: 'incident' });
  const id = await db.write(async (tx) => {
    const incidentId = await insertIncident(tx, pairId, { ...incident(changes), firstAlertId });
    await updateAlert(tx, firstAlertId, { incidentId });
    return incidentId;
  });
  return { id, firstAlertId };
}
