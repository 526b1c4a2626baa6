/** Who is in the lab and where: the same in every lab, since each has its own namespaces. */

export const SERVER_NAMES = ['a', 'b'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

export const NODE_NAMES = ['a', 'b', 'client', 'monitor'] as const;
export type NodeName = (typeof NODE_NAMES)[number];

/** Who can be cut from everybody. */
export const ISOLABLE_NAMES = [...SERVER_NAMES, 'monitor'] as const satisfies readonly NodeName[];
export type IsolableName = (typeof ISOLABLE_NAMES)[number];

export const SERVER_ADDRESSES: Record<ServerName, string> = { a: '10.66.0.11', b: '10.66.0.12' };
export const MONITOR_ADDRESS = '10.66.0.1';
export const OMAPI_PORT = 7911;
export const OMAPI_KEY_NAME = 'omapi_key';
export const FAILOVER_PEER = 'pair';

/** One end of a cable: `port` is its name on the bridge. `client` has a foot in both networks, as a relay has. */
export const CABLES: { node: NodeName; port: string; interface: string; address: string }[] = [
  { node: 'a', port: 'a', interface: 'eth0', address: `${SERVER_ADDRESSES.a}/16` },
  { node: 'b', port: 'b', interface: 'eth0', address: `${SERVER_ADDRESSES.b}/16` },
  { node: 'monitor', port: 'monitor', interface: 'eth0', address: `${MONITOR_ADDRESS}/16` },
  { node: 'client', port: 'client', interface: 'eth0', address: '10.66.0.100/16' },
  { node: 'client', port: 'client-guests', interface: 'eth1', address: '10.67.0.100/16' },
];

/** The second network, which the servers reach on the same wire: there is no router in the lab. */
export const GUEST_NETWORK = '10.67.0.0/16';

export const POOL_NAMES = ['desks', 'phones', 'guests'] as const;
export type PoolName = (typeof POOL_NAMES)[number];

/** The MAC prefix by which dhcpd.conf tells phones from the other clients of their network. */
export const PHONE_MAC_PREFIX = '02:0f:0e';

type Pool = {
  sharedNetwork: 'office' | 'guests';
  range: { low: string; high: string };
  size: number;
  /** The client's interface: its address is the relay address by which dhcpd picks the network. */
  interface: string;
  /** MAC address of the pool's first client; the others count up from it. */
  firstMac: string;
};

/**
 * `desks` and `phones` share a network. Their permits differ, or dhcpd would merge them into one pool
 * (reference 2.4).
 */
export const POOLS: Record<PoolName, Pool> = {
  desks: {
    sharedNetwork: 'office',
    range: { low: '10.66.1.1', high: '10.66.4.254' },
    size: 1022,
    interface: 'eth0',
    firstMac: '02:01:00:00:00:00',
  },
  phones: {
    sharedNetwork: 'office',
    range: { low: '10.66.8.1', high: '10.66.8.200' },
    size: 200,
    interface: 'eth0',
    firstMac: `${PHONE_MAC_PREFIX}:00:00:00`,
  },
  guests: {
    sharedNetwork: 'guests',
    range: { low: '10.67.1.1', high: '10.67.1.150' },
    size: 150,
    interface: 'eth1',
    firstMac: '02:02:00:00:00:00',
  },
};

/** The partner of a server. */
export function partnerOf(server: ServerName): ServerName {
  return server === 'a' ? 'b' : 'a';
}
