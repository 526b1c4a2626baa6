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

/** Begins a server's stay in a state; the stay before ends where it begins. */
export async function openStateSpan(tx: Tx, serverId: number, span: NewStateSpan): Promise<void> {
  const from = toDate(span.from);
  await tx.stateSpan.updateMany({ where: { serverId, until: null }, data: { until: from } });
  await tx.stateSpan.create({
    data: {
      serverId,
      state: span.state,
      from,
      stosAt: toDate(span.stosAt),
      lastSeenAt: toDate(span.lastSeenAt),
    },
  });
}

/** The server said once more that it is in the state it was in. Does nothing when no stay is open. */
export async function confirmStateSpan(tx: Tx, serverId: number, lastSeenAt: number): Promise<void> {
  await tx.stateSpan.updateMany({
    where: { serverId, until: null },
    data: { lastSeenAt: toDate(lastSeenAt) },
  });
}
