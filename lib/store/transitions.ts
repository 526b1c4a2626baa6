import type { TimelineQuery } from '../contracts/timeline.ts';
import { MOST_CHANGES, type TransitionsDto } from '../contracts/transitions.ts';
import type { Tx } from '../db/client.ts';
import { type Transition, transitionGroups } from '../history/transition-groups.ts';
import { byRole } from './servers.ts';
import { toDate, toIso, toMs } from './time.ts';

/** The changes of state of both servers of a pair within a time, in groups. null for a name not in the settings. */
export async function pairTransitions(
  tx: Tx,
  pairName: string,
  range: TimelineQuery,
): Promise<Omit<TransitionsDto, 'now'> | null> {
  const pair = await tx.pair.findUnique({
    where: { name: pairName, removedAt: null },
    select: { servers: { where: { removedAt: null }, select: { id: true, name: true, role: true } } },
  });
  if (!pair) return null;
  const transitions: Transition[] = [];
  for (const server of pair.servers.sort(byRole))
    transitions.push(...(await transitionsOf(tx, server, range)));
  transitions.sort((one, other) => one.at - other.at);
  return {
    from: toIso(toDate(range.from)),
    to: toIso(toDate(range.to)),
    groups: transitionGroups(transitions.slice(-MOST_CHANGES), range).map((group) => ({
      ...group,
      at: toIso(toDate(group.at)),
    })),
    isCut: transitions.length > MOST_CHANGES,
  };
}

/** In their order; one more than an answer counts, where there are so many. */
async function transitionsOf(
  tx: Tx,
  { id, name }: { id: number; name: string },
  { from, to }: TimelineQuery,
): Promise<Transition[]> {
  const rows = await tx.stateSpan.findMany({
    where: { serverId: id, from: { gt: toDate(from), lte: toDate(to) } },
    select: { state: true, from: true },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
    take: MOST_CHANGES + 1,
  });
  return rows.reverse().map(({ state, from: since }) => ({ at: toMs(since), server: name, state }));
}
