import type { FailoverPeer } from '../../dhcpd/config/config.ts';
import type { Both, Role } from './facts.ts';
import { partnerRole, ROLES } from './facts.ts';
import type { Side } from './side.ts';

/** The two blocks by which the servers fail over to each other: each server's own word of it. */
export type Relation = Both<FailoverPeer>;

export type Peers = {
  relations: Relation[];
  /** Peers that have no counterpart: of other pairs, or this pair's whose other half is missing. */
  unrelated: Both<FailoverPeer[]>;
};

/** Finds which failover peers of the two servers belong together: by name, else by address, else as the only ones. */
export function relatePeers(primary: Side, secondary: Side): Peers {
  const relations: Relation[] = [];
  const unrelated = { primary: eachNameOnce(primary), secondary: eachNameOnce(secondary) };
  relateWhere((one, other) => one.name === other.name);
  relateWhere(isMirrored);
  if (relations.length === 0 && unrelated.primary.length === 1) {
    relateWhere(() => unrelated.secondary.length === 1);
  }
  return { relations, unrelated };

  function relateWhere(belong: (one: FailoverPeer, other: FailoverPeer) => boolean): void {
    unrelated.primary = unrelated.primary.filter((one) => {
      const index = unrelated.secondary.findIndex((other) => belong(one, other));
      const [other] = index === -1 ? [] : unrelated.secondary.splice(index, 1);
      if (other) relations.push({ primary: one, secondary: other });
      return other === undefined;
    });
  }
}

/** A second declaration of a name is refused by dhcpd, and told as that. */
function eachNameOnce({ config }: Side): FailoverPeer[] {
  return [...new Map(config.peers.toReversed().map((peer) => [peer.name, peer])).values()].toReversed();
}

function isMirrored(one: FailoverPeer, other: FailoverPeer): boolean {
  return (
    (one.address !== null && one.address === other.peerAddress) ||
    (other.address !== null && other.address === one.peerAddress)
  );
}

/** Peers of one server that name its partner by address, although the partner has no counterpart. */
export function orphansOf(role: Role, { relations, unrelated }: Peers, partner: Side): FailoverPeer[] {
  const addresses = new Set(relations.map((relation) => relation[partner.role].address));
  addresses.add(partner.facts.host);
  return unrelated[role].filter(({ peerAddress }) => peerAddress !== null && addresses.has(peerAddress));
}

/** The server that says it is primary; null where both say the same. */
export function primaryOf(relation: Relation): Role | null {
  const role = ROLES.find((role) => relation[role].role === 'primary');
  return role && relation[partnerRole(role)].role === 'secondary' ? role : null;
}
