import type { Tx } from '../../db/client.ts';
import { WAITING } from '../endpoint-figures.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { presentEndpoint } from './find-endpoint.ts';
import { tellAction } from './tell-action.ts';

/** Sends there again; what waits for it is due at once. A conflict when it is not disabled. */
export async function enableEndpoint(tx: Tx, act: { name: string; by: string; now: number }): Promise<void> {
  const { name, now } = act;
  const by = checkedText(act.by, 'the name of who enables it');
  const { disabledAt } = await presentEndpoint(tx, name);
  if (disabledAt === null) throw new ActionError('conflict', `The endpoint ${name} is not disabled.`);
  await tx.endpoint.update({ where: { name }, data: { disabledAt: null, disabledReason: null } });
  await tx.message.updateMany({
    where: { endpoint: name, ...WAITING },
    data: { nextAttemptAt: toDate(now) },
  });
  await tellAction(tx, {
    key: `endpoint:${name}`,
    pair: { pairId: null },
    to: 'endpoint-enabled',
    sentence: `${by} enabled the endpoint ${name}.`,
    by,
    now,
    topics: ['endpoints'],
  });
}
