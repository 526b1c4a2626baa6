import { bulkList, bulkWriter } from '../db/bulk.ts';
import type { Tx } from '../db/client.ts';
import type { EndedStay } from './lease-stay.ts';

const writeSpans = bulkWriter({
  table: 'LeaseSpan',
  shared: ['serverId'],
  columns: {
    address: 'BIGINT',
    state: 'TEXT',
    hardware: 'TEXT',
    clientId: 'TEXT',
    hostname: 'TEXT',
    fromSeconds: 'INTEGER',
    untilSeconds: 'INTEGER',
  },
});

/** Adds stays that are over to what is known of one server's addresses; those that lasted no second are none. */
export async function addLeaseSpans(tx: Tx, serverId: number, stays: readonly EndedStay[]): Promise<void> {
  const rows = stays
    .filter(({ sinceSeconds, untilSeconds }) => sinceSeconds < untilSeconds)
    .map(({ sinceSeconds, ...stay }) => ({ ...stay, fromSeconds: sinceSeconds }));
  await writeSpans(tx, [serverId], rows);
}

/** When the last stay of each of these addresses began and ended; addresses without one are left out. */
export async function lastSpans(
  tx: Tx,
  serverId: number,
  addresses: readonly number[],
): Promise<Map<number, { from: number; until: number }>> {
  if (addresses.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ address: bigint; from: number; until: number }[]>`
    SELECT "address", max("fromSeconds") AS "from", max("untilSeconds") AS "until" FROM "LeaseSpan"
    WHERE "serverId" = ${serverId} AND "address" IN ${bulkList(addresses)} GROUP BY "address"`;
  return new Map(
    rows.map(({ address, from, until }) => [Number(address), { from: Number(from), until: Number(until) }]),
  );
}

/** Ends the stays of an address by a time, those that would begin then or later altogether. */
export async function trimLeaseSpans(
  tx: Tx,
  serverId: number,
  { address, bySeconds }: { address: number; bySeconds: number },
): Promise<void> {
  await tx.leaseSpan.deleteMany({ where: { serverId, address, fromSeconds: { gte: bySeconds } } });
  await tx.leaseSpan.updateMany({
    where: { serverId, address, untilSeconds: { gt: bySeconds } },
    data: { untilSeconds: bySeconds },
  });
}

/**
 * Removes at most `limit` of the stays that ended before a time, the oldest first, and says how many they were: less
 * than `limit` means that none is left.
 */
export function pruneLeaseSpans(
  tx: Tx,
  { beforeSeconds, limit }: { beforeSeconds: number; limit: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "LeaseSpan" WHERE "id" IN (
      SELECT "id" FROM "LeaseSpan" WHERE "untilSeconds" < ${beforeSeconds}
      ORDER BY "untilSeconds" LIMIT ${limit}
    )`;
}

/** When the stay ended that is over for longest; null when there is none. */
export async function oldestSpanEnd(tx: Tx): Promise<number | null> {
  const { _min } = await tx.leaseSpan.aggregate({ _min: { untilSeconds: true } });
  return _min.untilSeconds;
}
