import type { Tx } from '../db/client.ts';
import type { LeaseBackup, Prisma } from '../db/generated/sqlite/client.ts';
import type { CopyFacts } from '../practices/checks/backup.ts';
import { toDate, toIso, toMs } from './time.ts';

/** A copy of a lease file that was verified. */
export type NewBackup = {
  serverId: number;
  at: number;
  path: string;
  sizeBytes: number;
  storedBytes: number;
  sha256: string;
  leases: number;
  verifiedAt: number;
};

/** A copy as a list shows it, or the try to make one. */
export type BackupDto = {
  id: number;
  pair: string;
  server: string;
  /** Where dhcpd has it, as it was read last; null: it never was. */
  leaseFile: string | null;
  at: string;
  /** null: none was made. */
  path: string | null;
  sizeBytes: number | null;
  storedBytes: number | null;
  sha256: string | null;
  leases: number | null;
  error: string | null;
  /** When the rule for keeping had it removed. */
  removedAt: string | null;
};

export async function saveBackup(tx: Tx, backup: NewBackup): Promise<number> {
  const { at, verifiedAt, sizeBytes, storedBytes, ...columns } = backup;
  const { id } = await tx.leaseBackup.create({
    data: {
      ...columns,
      at: toDate(at),
      verifiedAt: toDate(verifiedAt),
      sizeBytes: BigInt(sizeBytes),
      storedBytes: BigInt(storedBytes),
    },
    select: { id: true },
  });
  return id;
}

/** As many tries that failed are kept of a server. */
const FAILURES_KEPT = 50;

/** Keeps why no copy was made. */
export async function saveFailedBackup(
  tx: Tx,
  { serverId, at, error }: { serverId: number; at: number; error: string },
): Promise<void> {
  await tx.leaseBackup.create({ data: { serverId, at: toDate(at), error } });
  const old = await tx.leaseBackup.findMany({
    where: { serverId, path: null },
    orderBy: { id: 'desc' },
    skip: FAILURES_KEPT,
    select: { id: true },
  });
  await tx.leaseBackup.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
}

/** The copies of a server that are there, verified. */
export async function keptBackups(
  tx: Tx,
  serverId: number,
): Promise<{ id: number; at: number; path: string }[]> {
  const rows = await tx.leaseBackup.findMany({
    where: { serverId, removedAt: null, path: { not: null }, verifiedAt: { not: null } },
    orderBy: { at: 'asc' },
    select: { id: true, at: true, path: true },
  });
  return rows.flatMap(({ id, at, path }) => (path === null ? [] : { id, at: toMs(at), path }));
}

/** The copy is no more. */
export async function markBackupRemoved(tx: Tx, id: number, now: number): Promise<void> {
  await tx.leaseBackup.updateMany({ where: { id, removedAt: null }, data: { removedAt: toDate(now) } });
}

/** The last try of a server since a time; null: there was none. */
export async function latestBackup(tx: Tx, serverId: number, since: number): Promise<CopyFacts | null> {
  const row = await tx.leaseBackup.findFirst({
    where: { serverId, at: { gte: toDate(since) } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  if (!row) return null;
  const { id, sizeBytes, storedBytes, sha256, leases, verifiedAt, error } = row;
  const at = toMs(row.at);
  if (sizeBytes === null || storedBytes === null || sha256 === null || leases === null || verifiedAt === null)
    return { at, error: error ?? 'The copy was not verified.' };
  return {
    at,
    id,
    sizeBytes: Number(sizeBytes),
    storedBytes: Number(storedBytes),
    sha256,
    leases,
    error: null,
  };
}

const WITH_NAMES = {
  server: {
    select: { name: true, pair: { select: { name: true } }, leaseFile: { select: { path: true } } },
  },
} satisfies Prisma.LeaseBackupInclude;

/** The copies, the latest first; with `all` those that were removed, and the tries that failed, too. */
export async function listBackups(
  tx: Tx,
  { pair, all, limit }: { pair?: string | undefined; all: boolean; limit: number },
): Promise<BackupDto[]> {
  const rows = await tx.leaseBackup.findMany({
    where: {
      ...(pair !== undefined && { server: { pair: { name: pair } } }),
      ...(!all && { path: { not: null }, removedAt: null }),
    },
    include: WITH_NAMES,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(backupDto);
}

/** One of them, with the pair and the server it is of; null when there is none of that id. */
export async function findBackup(tx: Tx, id: number): Promise<BackupDto | null> {
  const row = await tx.leaseBackup.findUnique({ where: { id }, include: WITH_NAMES });
  return row && backupDto(row);
}

type Row = LeaseBackup & {
  server: { name: string; pair: { name: string }; leaseFile: { path: string } | null };
};

function backupDto({ id, at, path, sha256, leases, error, removedAt, server, ...bytes }: Row): BackupDto {
  return {
    id,
    pair: server.pair.name,
    server: server.name,
    leaseFile: server.leaseFile?.path ?? null,
    at: toIso(at),
    path,
    sizeBytes: bytes.sizeBytes === null ? null : Number(bytes.sizeBytes),
    storedBytes: bytes.storedBytes === null ? null : Number(bytes.storedBytes),
    sha256,
    leases,
    error,
    removedAt: toIso(removedAt),
  };
}
