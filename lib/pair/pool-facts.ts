/** One pool as both servers tell it. Counts as dhcpd counts them: reserved leases are neither free nor backup (reference 2.4). */
export type PoolFacts = {
  /** Shared network and lowest address: stays the same as long as the configuration does. */
  key: string;
  /** What the pool is called: its shared network and ranges. */
  title: string;
  sharedNetwork: string;
  /** Addresses of the pool, in whatever state. */
  size: number;
  /** What each server was last heard to say; null when it never told. */
  primary: PoolSide | null;
  secondary: PoolSide | null;
};

/** One server's figures of one pool. */
export type PoolSide = {
  at: number;
  /** dhcpd's own counters, or what its lease file comes to. */
  source: 'omapi' | 'leases';
  /** The primary's to give. */
  free: number;
  /** The secondary's to give. */
  backup: number;
  /** The rest is told by lease files only. */
  active: number | null;
  expired: number | null;
  released: number | null;
  abandoned: number | null;
};
