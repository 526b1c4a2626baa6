import type { Severity } from '../contracts/alert.ts';
import type { IncidentAnswerDto, IncidentListDto, IncidentQuery } from '../contracts/incident.ts';
import type { Tx } from '../db/client.ts';
import type { Incident } from '../incidents/incident.ts';

/** An incident as it is kept. Times in milliseconds by Pairwatch's clock. */
export type StoredIncident = Incident & {
  id: number;
  pairId: number;
  /** The alert it opened with. */
  firstAlertId: number;
  /** The severity that was last told. */
  toldSeverity: Severity | null;
};

/** The open incident of a pair, else the one that was resolved last; null when it never had one. */
export async function currentIncident(_tx: Tx, _pairId: number): Promise<StoredIncident | null> {
  throw new Error('still to be written');
}

/**
 * Keeps a new incident, told to nobody yet, and gives its id; throws when the pair has one that is open. The caller
 * moves the topic `incidents`, here and below, and puts the alerts into it by `updateAlert`.
 */
export async function insertIncident(
  _tx: Tx,
  _pairId: number,
  _new: { incident: Incident; firstAlertId: number },
): Promise<number> {
  throw new Error('still to be written');
}

/** What is left out stays as it is. */
export async function updateIncident(
  _tx: Tx,
  _id: number,
  _changes: { incident?: Incident; toldSeverity?: Severity | null },
): Promise<void> {
  throw new Error('still to be written');
}

export async function listIncidents(_tx: Tx, _query: IncidentQuery): Promise<Omit<IncidentListDto, 'now'>> {
  throw new Error('still to be written');
}

/** All that is known of one incident; null for an id that is not there. */
export async function incidentAnswer(_tx: Tx, _id: number): Promise<Omit<IncidentAnswerDto, 'now'> | null> {
  throw new Error('still to be written');
}
