/** Where a statement begins; line and column count from 1. */
export type Place = { file: string; line: number; column: number };

/** What Pairwatch needs of a dhcpd.conf, its includes among it (reference 5). */
export type DhcpdConfig = {
  peers: FailoverPeer[];
  /** In the order they stand in the files. */
  pools: ConfiguredPool[];
  /** null when OMAPI is off. */
  omapiPort: number | null;
  omapiKey: string | null;
  /** Keys by name; their secrets are not kept. */
  keys: { name: string; algorithm: string | null }[];
  /** null when the file leaves it to dhcpd's own default. */
  leaseFile: string | null;
  /** What dhcpd itself would refuse or read otherwise than it looks. */
  warnings: (Place & { message: string })[];
};

/** A `failover peer … { … }` block, with dhcpd's defaults filled in (reference 3.6). */
export type FailoverPeer = Place & {
  name: string;
  role: 'primary' | 'secondary';
  /** IP address or host name; null when not given. */
  address: string | null;
  port: number;
  peerAddress: string | null;
  peerPort: number;
  maxResponseDelaySeconds: number;
  maxUnackedUpdates: number;
  /** null on a secondary, which learns it from its primary. */
  mcltSeconds: number | null;
  /** Of 256 hash buckets, how many the primary serves; with `hba` the number of its one-bits. */
  split: number | null;
  /** The 32 bytes as hex pairs with colons; null when `split` or neither is given. */
  hba: string | null;
  /** 0 = load balancing off. */
  loadBalanceMaxSeconds: number;
  /** 0 = off. */
  autoPartnerDownSeconds: number;
  maxLeaseMisbalancePercent: number;
  maxLeaseOwnershipPercent: number;
  minBalanceSeconds: number;
  maxBalanceSeconds: number;
};

/** A `pool { … }` block, or the pool that bare ranges of a subnet make. */
export type ConfiguredPool = Place & {
  sharedNetwork: string;
  /** The subnets its ranges lie in, such as `10.66.0.0/24`. */
  subnets: string[];
  /** null for a pool outside failover. */
  peer: string | null;
  ranges: { low: string; high: string }[];
  addressCount: number;
};
