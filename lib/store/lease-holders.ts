import type { Tx } from '../db/client.ts';
import type { Lease } from '../db/generated/sqlite/client.ts';
import { formatAddress, parseAddress } from '../dhcpd/address.ts';
import { NEVER_SECONDS } from '../dhcpd/leases/items.ts';

type Holder = Pick<Lease, 'hardware' | 'clientId' | 'hostname' | 'startsSeconds' | 'endsSeconds'>;

/** Who holds some addresses by one server's lease file, in words, with its times by that server's clock. */
export async function leaseHolders(
  tx: Tx,
  serverId: number,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const numbers = addresses.flatMap((address) => {
    const number = parseAddress(address);
    return number === null ? [] : [BigInt(number)];
  });
  const leases = await tx.lease.findMany({ where: { serverId, address: { in: numbers } } });
  return new Map(leases.map((lease) => [formatAddress(Number(lease.address)), inWords(lease)]));
}

function inWords({ hardware, clientId, hostname, startsSeconds, endsSeconds }: Holder): string {
  const client = hardware ?? (clientId === null ? 'a client without identifier' : `client id ${clientId}`);
  const name = hostname === null ? '' : ` (${hostname})`;
  return `${client}${name} from ${timeOf(startsSeconds)} until ${timeOf(endsSeconds)}`;
}

function timeOf(seconds: number | null): string {
  if (seconds === null) return 'an unknown time';
  return seconds === NEVER_SECONDS ? 'for ever' : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
