import type { Tx } from '../db/client.ts';
import type { Lease } from '../db/generated/sqlite/client.ts';

/** Who holds an address by one server's lease file. Times: seconds by that server's clock. */
export type LeaseHolder = { address: number } & Pick<
  Lease,
  'hardware' | 'clientId' | 'hostname' | 'startsSeconds' | 'endsSeconds'
>;

/** The holders of some addresses by one server's lease file; of those that have a lease. */
export async function leaseHolders(
  tx: Tx,
  serverId: number,
  addresses: readonly number[],
): Promise<LeaseHolder[]> {
  const leases = await tx.lease.findMany({
    where: { serverId, address: { in: addresses.map(BigInt) } },
    select: {
      address: true,
      hardware: true,
      clientId: true,
      hostname: true,
      startsSeconds: true,
      endsSeconds: true,
    },
  });
  return leases.map(({ address, ...holder }) => ({ address: Number(address), ...holder }));
}
