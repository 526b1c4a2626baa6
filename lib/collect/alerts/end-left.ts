import type { Tx } from '../../db/client.ts';
import { openAlerts, type StoredAlert } from '../../store/alerts.ts';
import { currentIncident, type StoredIncident } from '../../store/incidents.ts';
import { pairsLeftInTrouble } from '../../store/left-pairs.ts';
import type { AlertRow, AlertStep } from './step.ts';
import { tellStep } from './tell.ts';
import { writeStep } from './write-step.ts';

const LEFT = 'The pair left the settings, so nobody watches it any more.';

/**
 * Ends what was open of pairs that left the settings, and tells so whom it was told: left as it was, it would stand for
 * ever.
 */
export async function endAlertsOfLeftPairs(tx: Tx, now: number): Promise<void> {
  for (const { pairId, name } of await pairsLeftInTrouble(tx)) {
    const scope = { pairId, pair: name, servers: [] };
    const incident = await currentIncident(tx, pairId);
    const step: AlertStep = {
      rows: (await openAlerts(tx, pairId)).map((alert) => endedRow(alert, now)),
      incident: incident?.phase === 'open' ? endedIncident(incident, now) : null,
    };
    await tellStep(tx, scope, await writeStep(tx, scope, step, now), now);
  }
}

function endedRow(former: StoredAlert, now: number): AlertRow {
  const { fingerprint, toldBy, toldSeverity, acknowledgement, suppression, incidentId } = former;
  const row = { former, fingerprint, toldBy, toldSeverity, acknowledgement, suppression };
  const isMember = incidentId !== null;
  if (former.phase === 'pending') return { ...row, isMember, alert: null, change: 'withdrawn', tell: null };
  const why = { ...former.why, sentence: LEFT, nextStep: null };
  const alert = { ...former, phase: 'resolved', resolvedAt: now, why } as const;
  return { ...row, isMember, alert, change: 'resolved', tell: toldBy && 'alert.resolved' };
}

function endedIncident(former: StoredIncident, now: number): AlertStep['incident'] {
  const incident = { ...former, phase: 'resolved', resolvedAt: now, sentence: LEFT } as const;
  return { former, incident, change: 'resolved', tell: 'incident.resolved' };
}
