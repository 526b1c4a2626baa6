import type { Tx } from '../../db/client.ts';

/** The zone of the servers of a pair, or of all, where they agree; else UTC. */
export async function siteZone(tx: Tx, pair: string | null): Promise<string> {
  const rows = await tx.server.findMany({
    where: { removedAt: null, pair: { removedAt: null, ...(pair !== null && { name: pair }) } },
    select: { zone: true },
    distinct: ['zone'],
  });
  const [only, ...others] = rows.flatMap(({ zone }) => zone ?? []);
  return only !== undefined && others.length === 0 ? only : 'UTC';
}
