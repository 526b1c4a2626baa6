import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

export type NewStateSpan = {
  state: string;
  /** Pairwatch's clock. */
  from: number;
  /** The server's own stamp of the change, by its clock. */
  stosAt: number | null;
  lastSeenAt: number;
};

/**
 * Begins a server's stay in a state; the stay before ends where it begins. Said again of the stay that is open, it
 * only confirms it: whoever lost the connection at a commit can not know whether it was kept.
 */
export async function openStateSpan(tx: Tx, serverId: number, span: NewStateSpan): Promise<void> {
  const from = toDate(span.from);
  const seen = { lastSeenAt: toDate(span.lastSeenAt), stosAt: toDate(span.stosAt) };
  const open = { serverId, until: null };
  const { count } = await tx.stateSpan.updateMany({
    where: { ...open, state: span.state, from },
    data: seen,
  });
  if (count > 0) return;
  await tx.stateSpan.updateMany({ where: open, data: { until: from } });
  await tx.stateSpan.create({ data: { serverId, state: span.state, from, ...seen } });
}

/** The server said once more that it is in the state it was in. Does nothing when no stay is open. */
export async function confirmStateSpan(tx: Tx, serverId: number, lastSeenAt: number): Promise<void> {
  await tx.stateSpan.updateMany({
    where: { serverId, until: null },
    data: { lastSeenAt: toDate(lastSeenAt) },
  });
}

export type PastStay = {
  state: string;
  /** By the server's clock, as its lease file has it. */
  from: number;
  until: number;
  observedAt: number;
};

/**
 * Puts a stay that passed between two polls into the history, unless OMAPI saw it. Its times are the server's clock, the
 * history runs by ours: it is fitted in between what was seen before and after, and left out where there is no room.
 */
export async function insertPastStay(tx: Tx, serverId: number, stay: PastStay): Promise<void> {
  const stosAt = toDate(stay.from);
  if (await tx.stateSpan.findFirst({ where: { serverId, state: stay.state, stosAt } })) return;
  const begin = toDate(stay.from);
  const before = await tx.stateSpan.findFirst({
    where: { serverId, from: { lte: begin } },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
  });
  const after = await tx.stateSpan.findFirst({
    where: { serverId, from: { gt: begin } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const low = before?.lastSeenAt.getTime() ?? stay.from;
  const high = after?.from.getTime() ?? stay.observedAt;
  const from = Math.max(stay.from, low);
  const until = Math.min(stay.until, high);
  if (until <= from) return;
  if (before && (before.until === null || before.until.getTime() > from))
    await tx.stateSpan.update({ where: { id: before.id }, data: { until: toDate(from) } });
  const times = { from: toDate(from), until: toDate(until), lastSeenAt: toDate(until), stosAt };
  await tx.stateSpan.create({ data: { serverId, state: stay.state, ...times } });
}
