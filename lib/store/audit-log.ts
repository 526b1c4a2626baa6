import { type AuditListDto, type AuditQuery, auditEntrySchema } from '../contracts/audit.ts';
import type { Tx } from '../db/client.ts';
import { toDate, toIso } from './time.ts';

const kindSchema = auditEntrySchema.shape.actor.shape.kind;

/** One page of who did what, newest first. */
export async function listAudit(tx: Tx, query: AuditQuery): Promise<Omit<AuditListDto, 'now'>> {
  const { who, deed, pair, from, to, before, limit } = query;
  const rows = await tx.auditEntry.findMany({
    where: {
      ...(who && { actorName: who }),
      ...(deed && { deed }),
      ...(pair && { pairName: pair }),
      ...(before !== undefined && { id: { lt: before } }),
      at: {
        ...(from !== undefined && { gte: toDate(from) }),
        ...(to !== undefined && { lt: toDate(to) }),
      },
    },
    orderBy: { id: 'desc' },
    take: limit + 1, // one more than asked for tells whether that is all
  });
  const entries = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: toIso(row.at),
    actor: { kind: kindSchema.parse(row.actorKind), id: row.actorId, name: row.actorName },
    address: row.address,
    deed: row.deed,
    target: row.target,
    pair: row.pairName,
    before: row.before,
    after: row.after,
  }));
  return { entries, nextBefore: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
