import type { SystemDto } from '../contracts/system.ts';
import type { Tx } from '../db/client.ts';

type Find = (query: {
  orderBy: { id: 'asc' | 'desc' };
  select: { id: true };
}) => Promise<{ id: number } | null>;

/**
 * Counting a table reads all of it, and so does asking for both ends in one query; its first and its last id are a look at
 * an index each. What was pruned in between counts too.
 */
async function spanned(find: Find): Promise<number> {
  const first = await find({ orderBy: { id: 'asc' }, select: { id: true } });
  const last = await find({ orderBy: { id: 'desc' }, select: { id: true } });
  return first === null || last === null ? 0 : last.id - first.id + 1;
}

/** About how many rows the large tables have. */
export async function tableSizes(tx: Tx): Promise<SystemDto['tables']> {
  return [
    { name: 'events', rows: await spanned((query) => tx.event.findFirst(query)) },
    { name: 'clock samples', rows: await spanned((query) => tx.clockSample.findFirst(query)) },
    { name: 'stays of leases', rows: await spanned((query) => tx.leaseSpan.findFirst(query)) },
    { name: 'messages', rows: await spanned((query) => tx.message.findFirst(query)) },
    { name: 'tries to deliver', rows: await spanned((query) => tx.delivery.findFirst(query)) },
    { name: 'alerts', rows: await spanned((query) => tx.alert.findFirst(query)) },
    { name: 'configurations', rows: await spanned((query) => tx.configVersion.findFirst(query)) },
  ];
}
