import type { Tx } from '../db/client.ts';
import { toDate } from './time.ts';

/** How far a server's log was read. */
export type LogPosition = {
  /** The path, or the journal's unit. */
  origin: string;
  identity: string | null;
  /** Byte offset in a file. */
  offset: number;
  /** A journal's own cursor. */
  cursor: string | null;
};

export async function saveLogPosition(
  tx: Tx,
  serverId: number,
  { origin, identity, offset, cursor, readAt }: LogPosition & { readAt: number },
): Promise<void> {
  const columns = { origin, identity, offset, cursor, readAt: toDate(readAt) };
  await tx.logPosition.upsert({ where: { serverId }, create: { serverId, ...columns }, update: columns });
}

/** How far the log of this origin was read; null when it never was, or when another one was read last. */
export async function loadLogPosition(tx: Tx, serverId: number, origin: string): Promise<LogPosition | null> {
  const row = await tx.logPosition.findUnique({ where: { serverId, origin } });
  return row && { origin, identity: row.identity, offset: Number(row.offset), cursor: row.cursor };
}
