import type { Tx } from '../../db/client.ts';
import { ActionError } from './action-error.ts';

/** The pair that an incident is of. Throws `ActionError` where there is no such incident. */
export async function pairOfIncident(tx: Tx, id: number): Promise<{ pairId: number }> {
  const incident = await tx.incident.findUnique({ where: { id }, select: { pairId: true } });
  if (!incident) throw new ActionError('not-found', `There is no incident ${id}.`);
  return incident;
}
