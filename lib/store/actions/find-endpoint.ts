import type { Tx } from '../../db/client.ts';
import type { Endpoint } from '../../db/generated/sqlite/client.ts';
import { ActionError } from './action-error.ts';
import { readOnly } from './read-only.ts';

/** An endpoint that is there. Throws `ActionError` for any other name. */
export async function presentEndpoint(tx: Tx, name: string): Promise<Endpoint> {
  const row = await tx.endpoint.findUnique({ where: { name, removedAt: null } });
  if (!row) throw new ActionError('not-found', `There is no endpoint “${name}”.`);
  return row;
}

/** Whether an endpoint has or had this name: what was written for one that was removed is still there. */
export async function isEndpointKnown(tx: Tx, name: string): Promise<boolean> {
  return (await tx.endpoint.count({ where: { name } })) > 0;
}

/** One that is sent to. Throws `ActionError` for one that is disabled. */
export async function sentToEndpoint(tx: Tx, name: string): Promise<Endpoint> {
  const row = await presentEndpoint(tx, name);
  if (row.disabledAt === null) return row;
  throw new ActionError(
    'conflict',
    `The endpoint ${name} is disabled (${row.disabledReason ?? 'no reason is kept'}), so nothing is sent there. Enable it first.`,
  );
}

/** One made in a browser. Throws `ActionError` for one of the settings. */
export async function ownEndpoint(tx: Tx, name: string): Promise<Endpoint> {
  const row = await presentEndpoint(tx, name);
  if (row.origin === 'settings') throw readOnly(`The endpoint ${name}`);
  return row;
}

/** What the audit log has of an endpoint: its channel, with all secrets, is not in it. */
export const shownEndpoint = ({ kind, address, filter }: Endpoint): object => ({ kind, address, filter });
