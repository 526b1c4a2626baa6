import type { Host } from '../../dhcpd/config/config.ts';
import type { Both } from './facts.ts';
import type { Side } from './side.ts';

export type Reservations = {
  /** The declarations of one client, or of one address, at both servers. */
  pairs: Both<Host>[];
  /** Those that only one server has. */
  alone: Both<Host[]>;
};

/** Finds which hosts of the two servers are the same: what a host is called does not count. */
export function pairReservations(primary: Side, secondary: Side): Reservations {
  const pairs: Both<Host>[] = [];
  const alone = { primary: [...primary.config.hosts], secondary: [...secondary.config.hosts] };
  // A client may have several hosts, such as one a subnet.
  pairBy((host) => [`${identityOf(host)}\0${addressesOf(host)}`]);
  pairBy((host) => [identityOf(host)]);
  pairBy((host) => host.fixedAddresses);
  return { pairs, alone };

  function pairBy(keysOf: (host: Host) => string[]): void {
    if (alone.primary.length === 0 || alone.secondary.length === 0) return;
    const byKey = new Map<string, Host[]>();
    for (const host of alone.secondary.toReversed()) {
      for (const key of keysOf(host)) {
        const hosts = byKey.get(key);
        if (hosts) hosts.push(host);
        else byKey.set(key, [host]);
      }
    }
    const taken = new Set<Host>();
    alone.primary = alone.primary.filter((host) => {
      for (const key of keysOf(host)) {
        const other = popFree(byKey.get(key), taken);
        if (!other) continue;
        taken.add(other);
        pairs.push({ primary: host, secondary: other });
        return false;
      }
      return true;
    });
    alone.secondary = alone.secondary.filter((host) => !taken.has(host));
  }
}

function popFree(hosts: Host[] | undefined, taken: ReadonlySet<Host>): Host | undefined {
  for (let host = hosts?.pop(); host; host = hosts?.pop()) {
    if (!taken.has(host)) return host;
  }
  return undefined;
}

/** Whom the host is for: what dhcpd knows the client by. */
export function identityOf({ hardware, clientId, statements, name }: Host): string {
  if (hardware) return `${hardware.type} ${hardware.address}`;
  if (clientId !== null) return `client-id ${clientId}`;
  const identifier = statements.find(({ keyword }) => keyword === 'host-identifier');
  return identifier ? `host-identifier ${identifier.text}` : `host ${name}`;
}

/** The same for two hosts with the same addresses in any order. */
export function addressesOf({ fixedAddresses }: Host): string {
  return fixedAddresses.length < 2 ? fixedAddresses.join() : fixedAddresses.toSorted().join(', ');
}

/** For sentences: the name, and the address where there is one. */
export function reservationText(host: Host): string {
  return host.fixedAddresses.length === 0 ? host.name : `${host.name} (${host.fixedAddresses.join(', ')})`;
}
