import { NEVER_SECONDS } from '../../dhcpd/leases/items.ts';
import type { LeaseHolder } from '../../store/lease-holders.ts';

/** Who holds an address, with the times of the lease by its server's clock. */
export function holderWords({
  hardware,
  clientId,
  hostname,
  startsSeconds,
  endsSeconds,
}: LeaseHolder): string {
  const client = hardware ?? (clientId === null ? 'a client without identifier' : `client id ${clientId}`);
  const name = hostname === null ? '' : ` (${hostname})`;
  return `${client}${name} from ${timeOf(startsSeconds)} until ${timeOf(endsSeconds)}`;
}

function timeOf(seconds: number | null): string {
  if (seconds === null) return 'an unknown time';
  return seconds === NEVER_SECONDS ? 'never' : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
