import type { DrillReport } from '../../contracts/drill.ts';
import type { DrillAnswerDto, DrillListDto } from '../../contracts/drill-request.ts';
import type { Tx } from '../../db/client.ts';
import { drillReport, drillSummary } from '../../practices/drill/report.ts';
import { byRole, serverRole } from '../servers.ts';
import { toIso } from '../time.ts';
import { readinessAt } from './plan-input.ts';
import { findDrill, listDrills } from './rows.ts';

/** The drills of a pair, and what another would begin with; null for a name not in the settings. */
export async function pairDrills(tx: Tx, name: string, now: number): Promise<DrillListDto | null> {
  const pair = await tx.pair.findUnique({
    where: { name, removedAt: null },
    include: { servers: { where: { removedAt: null } } },
  });
  if (!pair) return null;
  const servers = pair.servers.toSorted(byRole);
  const drills = await listDrills(tx, name);
  return {
    now: toIso(new Date(now)),
    drills: drills.map((drill) => drillSummary(drill, now)),
    readiness: await readinessAt(tx, name, now),
    choices: servers.flatMap(({ name: server, role }) => {
      const survivor = servers.find((each) => each.name !== server);
      return survivor ? [{ server, role: serverRole(role), survivor: survivor.name }] : [];
    }),
  };
}

/** A drill as it stands at `now`; null for an id that is not there. */
export async function drillAnswer(
  tx: Tx,
  id: number,
  generated: Omit<DrillReport['generated'], 'at'>,
  now: number,
): Promise<DrillAnswerDto | null> {
  const drill = await findDrill(tx, id);
  if (!drill) return null;
  const at = toIso(new Date(now));
  return {
    now: at,
    summary: drillSummary(drill, now),
    readiness: drill.phase === 'planned' ? await readinessAt(tx, drill.plan.pair, now) : drill.plan.readiness,
    report: drillReport(drill, { ...generated, at }, now),
  };
}
