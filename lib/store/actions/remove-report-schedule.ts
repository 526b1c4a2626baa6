import type { Tx } from '../../db/client.ts';
import { toDate } from '../time.ts';
import { ActionError } from './action-error.ts';
import { checkedText } from './check-text.ts';
import { tellAction } from './tell-action.ts';

/** Has no more reports made by a schedule; those that were made stay. */
export async function removeReportSchedule(
  tx: Tx,
  act: { id: number; by: string; now: number },
): Promise<void> {
  const { id, now } = act;
  const by = checkedText(act.by, 'the name of who removes it');
  const { count } = await tx.reportSchedule.updateMany({
    where: { id, removedAt: null },
    data: { removedAt: toDate(now) },
  });
  if (count === 0) throw new ActionError('not-found', `There is no schedule of reports ${id}.`);
  const row = await tx.reportSchedule.findUniqueOrThrow({ where: { id } });
  const { pair } = row;
  await tellAction(tx, {
    key: `report-schedule:${id}`,
    pair: { name: pair },
    to: 'report-unscheduled',
    sentence: `${by} wants no more report on ${pair === null ? 'all pairs' : `pair ${pair}`} to be made each ${row.period}.`,
    by,
    now,
    topics: ['reports'],
    before: { period: row.period, pair, zone: row.zone, profile: row.profile, endpoints: row.endpoints },
  });
}
