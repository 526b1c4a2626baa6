import type { AlertAnswerDto } from '../../lib/contracts/action.ts';
import type { AlertDto, AlertListDto, AlertQuery } from '../../lib/contracts/alert.ts';
import { ALERT_CSV } from '../../lib/contracts/list-csv.ts';
import { acknowledgeAlert as acknowledge } from '../../lib/store/actions/acknowledge-alert.ts';
import { findAlert, listAlerts } from '../../lib/store/alerts.ts';
import { readDatabase, writeDatabase } from './database.ts';
import { checkPairKnown } from './known-pair.ts';
import { EXPORT_PAGE, exportList } from './list-export.ts';
import { pathId } from './path-id.ts';
import { resourceUnknown } from './problem.ts';

const LIST = '/api/v1/alerts?phase=all';

/** Alerts, those that fire first. Throws `Problem`, as all here do. */
export async function readAlerts(query: AlertQuery): Promise<AlertListDto> {
  const now = Date.now();
  const list = await readDatabase(async (tx) => {
    const found = await listAlerts(tx, query);
    if (found.alerts.length === 0) await checkPairKnown(tx, query.pair, now);
    return found;
  });
  return { now: new Date(now).toISOString(), ...list };
}

/** All that a query asks for as CSV, in the order of the list. */
export function exportAlerts(query: AlertQuery): Promise<Response> {
  return exportList('alerts', ALERT_CSV, async (before) => {
    const { alerts, nextBefore } = await readAlerts({
      ...query,
      limit: EXPORT_PAGE,
      ...(before !== null && { before: String(before) }),
    });
    return { rows: alerts, nextBefore };
  });
}

export async function readAlert(id: string): Promise<AlertAnswerDto> {
  return answerOf(id, await readDatabase((tx) => findAlert(tx, alertId(id))), Date.now());
}

export async function acknowledgeAlert(
  id: string,
  { by, note }: { by: string; note: string | null },
): Promise<AlertAnswerDto> {
  const now = Date.now();
  const alert = await writeDatabase(async (tx) => {
    await acknowledge(tx, { id: alertId(id), by, note, now });
    return findAlert(tx, alertId(id));
  });
  return answerOf(id, alert, now);
}

const alertId = (id: string): number => pathId(id, 'alert', LIST);

function answerOf(id: string, alert: AlertDto | null, now: number): AlertAnswerDto {
  if (alert === null) throw resourceUnknown('alert', id, LIST);
  return { now: new Date(now).toISOString(), alert };
}
