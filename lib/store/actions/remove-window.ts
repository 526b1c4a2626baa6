import { scheduleSchema } from '../../contracts/silence.ts';
import type { Tx } from '../../db/client.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { scheduleWords } from './create-window.ts';
import { readOnly } from './read-only.ts';
import { tellAction } from './tell-action.ts';

/** Calls a maintenance window off, or ends one. */
export async function removeWindow(tx: Tx, act: { id: number; by: string; now: number }): Promise<void> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who removes it');
  const row = await tx.maintenanceWindow.findUnique({ where: { id, removedAt: null } });
  if (!row) throw new ActionError('not-found', `There is no maintenance window ${id}, or not any more.`);
  if (row.origin === 'settings') throw readOnly(`Maintenance window ${id}`);
  await tx.maintenanceWindow.update({ where: { id }, data: { removedAt: toDate(now) } });
  const schedule = scheduleWords(scheduleSchema.parse(row.schedule));
  await tellAction(tx, {
    key: `window:${id}`,
    pair: { name: row.pair },
    to: 'maintenance-removed',
    sentence: `${by} removed the maintenance of ${row.pair === null ? 'all pairs' : `pair ${row.pair}`}, ${schedule}.`,
    by,
    now,
    topics: ['rules'],
    before: { pair: row.pair, schedule: row.schedule, reason: row.reason },
  });
}
