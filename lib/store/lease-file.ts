import { type LeaseFileCounts, leaseFileCountsSchema } from '../contracts/lease-counts.ts';
import type { Tx } from '../db/client.ts';
import { jsonColumn } from './json.ts';
import { toDate, toMs } from './time.ts';

/** How far a server's lease file was read: the leases of its blocks up to `offset` are stored. */
export type LeasePosition = { path: string; identity: string; offset: number; readAt: number };

export type LeaseFileRead = LeasePosition & {
  sizeBytes: number;
  /** When the file was last seen to be replaced or made anew; null while it was not. */
  rewrittenAt: number | null;
  counts: LeaseFileCounts;
};

/** What is counted while a file was not read to its end for the first time. */
const NOTHING_COUNTED: LeaseFileCounts = {
  ranges: [],
  outside: { count: 0, sample: [] },
  problems: { count: 0, list: [] },
};

/** Whether these are the counts of a file that was read to its end once. */
export function isReadWhole({ ranges }: LeaseFileCounts): boolean {
  return ranges.length > 0;
}

/** Keeps how far a file was read, beside what was counted in it when it was last read to its end. */
export async function saveLeasePosition(
  tx: Tx,
  serverId: number,
  { path, identity, offset, readAt }: LeasePosition,
): Promise<void> {
  const columns = { path, identity, offset, readAt: toDate(readAt) };
  const counts = jsonColumn(NOTHING_COUNTED);
  await tx.leaseFile.upsert({
    where: { serverId },
    create: { serverId, ...columns, sizeBytes: 0, counts },
    update: columns,
  });
}

/** Keeps what one reading of a file to its end came to. */
export async function saveLeaseFile(tx: Tx, serverId: number, file: LeaseFileRead): Promise<void> {
  const { path, identity, offset, sizeBytes, readAt, rewrittenAt, counts } = file;
  const columns = {
    path,
    identity,
    offset,
    sizeBytes,
    readAt: toDate(readAt),
    rewrittenAt: toDate(rewrittenAt),
    counts: jsonColumn(counts),
  };
  await tx.leaseFile.upsert({ where: { serverId }, create: { serverId, ...columns }, update: columns });
}

export type StoredLeaseFile = Omit<LeaseFileRead, 'identity'> & { identity: string | null };

/** What was kept of a server's lease file last; null when none was read. */
export async function loadLeaseFile(tx: Tx, serverId: number): Promise<StoredLeaseFile | null> {
  const row = await tx.leaseFile.findUnique({ where: { serverId } });
  return (
    row && {
      path: row.path,
      identity: row.identity,
      offset: Number(row.offset),
      sizeBytes: Number(row.sizeBytes),
      readAt: toMs(row.readAt),
      rewrittenAt: toMs(row.rewrittenAt),
      counts: leaseFileCountsSchema.parse(row.counts),
    }
  );
}
