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
