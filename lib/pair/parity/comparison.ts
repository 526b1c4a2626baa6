import type { Host, Subnet } from '../../dhcpd/config/config.ts';
import { type Cluster, clusterRanges, type PoolPair, pairPools } from './addresses.ts';
import type { Both, ConfigFacts } from './facts.ts';
import { hostSettingsOf, type InnerSettings } from './host-settings.ts';
import { type Peers, relatePeers } from './peers.ts';
import { pairReservations, type Reservations } from './reservations.ts';
import { type Side, sideOf } from './side.ts';

/** The two configurations, with what of them belongs together: what the checks look at. */
export type Comparison = Both<Side> & {
  peers: Peers;
  /** Subnets that both have with the same netmask. */
  subnets: Both<Subnet>[];
  clusters: Cluster[];
  pools: PoolPair[];
  reservations: Reservations;
  hostSettings: Both<(host: Host) => InnerSettings>;
};

export function compare(facts: Both<ConfigFacts>): Comparison {
  const primary = sideOf('primary', facts.primary);
  const secondary = sideOf('secondary', facts.secondary);
  const sides = { primary, secondary };
  const peers = relatePeers(primary, secondary);
  const clusters = clusterRanges(sides, peers);
  const pools = pairPools(sides, clusters);
  return {
    ...sides,
    peers,
    subnets: pairSubnets(sides),
    clusters,
    pools,
    reservations: pairReservations(primary, secondary),
    hostSettings: { primary: hostSettingsOf(primary), secondary: hostSettingsOf(secondary) },
  };
}

function pairSubnets({ primary, secondary }: Both<Side>): Both<Subnet>[] {
  const others = new Map(secondary.subnets.map((subnet) => [spanOf(subnet), subnet]));
  return primary.subnets.flatMap((subnet) => {
    const other = others.get(spanOf(subnet));
    return other ? [{ primary: subnet, secondary: other }] : [];
  });
}

function spanOf({ low, high }: Subnet): string {
  return `${low} ${high}`;
}
