import type { Tx } from '../../db/client.ts';
import type { Server } from '../../db/generated/sqlite/client.ts';
import type { ReportFacts } from '../../incidents/report/facts.ts';
import { backlogStays } from '../backlog-spans.ts';
import { byRole } from '../servers.ts';

/** What waited for the partner's acknowledgement at each server of a pair, the primary first. */
export async function backlogOf(
  tx: Tx,
  servers: readonly Server[],
  time: { from: number; until: number },
): Promise<ReportFacts['backlog']> {
  const backlog: ReportFacts['backlog'] = [];
  for (const { id, name } of servers.toSorted(byRole))
    backlog.push({ server: name, stays: await backlogStays(tx, id, time) });
  return backlog;
}
