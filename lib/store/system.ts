import type { SystemDto } from '../contracts/system.ts';
import type { Tx } from '../db/client.ts';

type Ends = { _min: { id: number | null }; _max: { id: number | null } };

/** Counting a table reads all of it; its first and last id are two looks at an index. What was pruned in between counts too. */
const spanned = ({ _min, _max }: Ends): number =>
  _min.id === null || _max.id === null ? 0 : _max.id - _min.id + 1;

const ENDS = { _min: { id: true }, _max: { id: true } } as const;

/** About how many rows the large tables have. */
export async function tableSizes(tx: Tx): Promise<SystemDto['tables']> {
  return [
    { name: 'events', rows: spanned(await tx.event.aggregate(ENDS)) },
    { name: 'clock samples', rows: spanned(await tx.clockSample.aggregate(ENDS)) },
    { name: 'stays of leases', rows: spanned(await tx.leaseSpan.aggregate(ENDS)) },
    { name: 'messages', rows: spanned(await tx.message.aggregate(ENDS)) },
    { name: 'tries to deliver', rows: spanned(await tx.delivery.aggregate(ENDS)) },
    { name: 'alerts', rows: spanned(await tx.alert.aggregate(ENDS)) },
    { name: 'configurations', rows: spanned(await tx.configVersion.aggregate(ENDS)) },
  ];
}
