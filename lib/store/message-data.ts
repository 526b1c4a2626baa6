import type { AlertData, IncidentData } from '../contracts/message.ts';
import type { Tx } from '../db/client.ts';

/**
 * What a message about an incident says, of the rows as they are: call it after they were written. `reason`: why it is
 * sent, in one sentence. Throws for an id that is not there.
 */
export async function incidentData(_tx: Tx, _id: number, _reason: string): Promise<IncidentData> {
  throw new Error('still to be written');
}

/** What a message about an alert says, of the row as it is. Throws for one that is not there or never fired. */
export async function alertData(_tx: Tx, _id: number): Promise<AlertData> {
  throw new Error('still to be written');
}
