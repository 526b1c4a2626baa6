import type { Alert } from '../alerts/alert.ts';
import type { Suppression } from '../alerts/suppression.ts';
import type { AlertDto, AlertListDto, AlertQuery, Severity } from '../contracts/alert.ts';
import type { Tx } from '../db/client.ts';

export type Acknowledgement = { at: number; by: string; note: string | null };

/** An alert as it is kept. Times in milliseconds by Pairwatch's clock. */
export type StoredAlert = Alert & {
  id: number;
  /** null: about Pairwatch itself. */
  pairId: number | null;
  fingerprint: string;
  /** Why it is told to nobody; null when it is told. */
  suppression: Suppression | null;
  incidentId: number | null;
  /** Who is told of it by now; null: nobody. */
  toldBy: 'itself' | 'incident' | null;
  /** The severity that was last told. */
  toldSeverity: Severity | null;
  acknowledgement: Acknowledgement | null;
  observedAt: number;
};

export type NewAlert = { alert: Alert; suppression: Suppression | null; observedAt: number };

/** What is left out stays as it is. */
export type AlertChanges = {
  alert?: Alert;
  suppression?: Suppression | null;
  incidentId?: number | null;
  toldBy?: StoredAlert['toldBy'];
  toldSeverity?: Severity | null;
  acknowledgement?: Acknowledgement | null;
  observedAt?: number;
};

/** What is pending or fires, of one pair or (null) of Pairwatch itself, the oldest first. */
export async function openAlerts(_tx: Tx, _pairId: number | null): Promise<StoredAlert[]> {
  throw new Error('still to be written');
}

/** When alerts fired since a time, by fingerprint, oldest first; those that are over among them. */
export async function recentFirings(
  _tx: Tx,
  _pairId: number | null,
  _since: number,
): Promise<Map<string, number[]>> {
  throw new Error('still to be written');
}

/** Keeps a new alert and gives its id. The caller moves the topic `alerts`, here and below. */
export async function insertAlert(_tx: Tx, _pairId: number | null, _alert: NewAlert): Promise<number> {
  throw new Error('still to be written');
}

export async function updateAlert(_tx: Tx, _id: number, _changes: AlertChanges): Promise<void> {
  throw new Error('still to be written');
}

/** Forgets an alert that ended without firing. */
export async function deleteAlert(_tx: Tx, _id: number): Promise<void> {
  throw new Error('still to be written');
}

export async function listAlerts(_tx: Tx, _query: AlertQuery): Promise<Omit<AlertListDto, 'now'>> {
  throw new Error('still to be written');
}

/** null for an id that is not there. */
export async function findAlert(_tx: Tx, _id: number): Promise<AlertDto | null> {
  throw new Error('still to be written');
}
