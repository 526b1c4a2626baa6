/** What the two simulated servers are configured with: networks, pools and the pace of everything. */

export type Role = 'primary' | 'secondary';

export type PoolPlan = {
  name: string;
  firstAddress: string;
  lastAddress: string;
  /** Configured lease time. */
  leaseMs: number;
  /** How many clients want an address, as a share of the pool's size. */
  demand: number;
};

export type NetworkPlan = {
  /** Name of the shared network. */
  name: string;
  subnet: string;
  netmask: string;
  router: string;
  pools: readonly PoolPlan[];
};

/** Times of the failover protocol (reference 3.2, 3.6) and of the simulation; all in milliseconds. */
export type Timing = {
  tickMs: number;
  startupMs: number;
  maxResponseDelayMs: number;
  /** From the start of dhcpd to its first try to connect. */
  firstConnectMs: number;
  /** From a dropped link to the next try. */
  reconnectMs: number;
  /** From a try that a dead partner's host refused to the next. */
  refusedMs: number;
  mcltMs: number;
  /** Acknowledgements are batched for up to this long. */
  ackBatchMs: number;
  /** Between two runs of the pool balance. */
  balanceMs: number;
  /** The lease file is rewritten when this has passed since the last rewrite. */
  rewriteMs: number;
  /** How long a client stays on average. */
  stayMs: number;
  /** How fast the number of clients follows a changed demand. */
  settleMs: number;
  /** From one unanswered DISCOVER or REQUEST to the next. */
  retryMs: number;
};

/** Who a pair and its servers are. */
export type PairIdentity = {
  name: string;
  title: string;
  /** Name of the failover peer in both dhcpd.conf. */
  peer: string;
  /** `address` is where a real server would speak failover; nothing listens there. */
  servers: Record<'a' | 'b', { name: string; address: string }>;
  /** Number of its first client: those of two pairs are not to share hardware addresses. */
  firstClient: number;
};

/** How many clients want an address of a pool at a time, as a share of its `demand`. */
export type Rhythm = (pool: PoolPlan, atMs: number) => number;

export type Plan = {
  identity: PairIdentity;
  networks: readonly NetworkPlan[];
  timing: Timing;
  /** Left out: as many at all times. */
  rhythm?: Rhythm;
};

/** Most binding updates in flight to one server; dhcpd's default (reference 3.6). */
export const MAX_UNACKED_UPDATES = 100;
/** Hash buckets of 256 that the primary serves. */
export const SPLIT = 128;
/** Clocks further apart than this refuse to form a link (reference 2.2). Never scaled: it is compared with clock offsets. */
export const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Two differing pools in one shared network and one in another. The lease times of the first two differ so that
 * dhcpd keeps them as two pools with a handle each (reference 2.4). MCLT is short, so that a recovery can be watched.
 */
export const DEMO_PLAN: Plan = {
  identity: {
    name: 'demo',
    title: 'Demo pair (simulated)',
    peer: 'demo',
    servers: { a: { name: 'dhcp-a', address: '10.20.0.2' }, b: { name: 'dhcp-b', address: '10.20.0.3' } },
    firstClient: 1,
  },
  networks: [
    {
      name: 'office',
      subnet: '10.20.0.0',
      netmask: '255.255.252.0',
      router: '10.20.0.1',
      pools: [
        {
          name: 'office-desks',
          firstAddress: '10.20.0.50',
          lastAddress: '10.20.1.49',
          leaseMs: 900_000,
          demand: 0.58,
        },
        {
          name: 'office-wifi',
          firstAddress: '10.20.2.10',
          lastAddress: '10.20.2.209',
          leaseMs: 600_000,
          demand: 0.42,
        },
      ],
    },
    {
      name: 'guests',
      subnet: '10.30.0.0',
      netmask: '255.255.255.0',
      router: '10.30.0.1',
      pools: [
        {
          name: 'guests',
          firstAddress: '10.30.0.10',
          lastAddress: '10.30.0.129',
          leaseMs: 300_000,
          demand: 0.5,
        },
      ],
    },
  ],
  timing: {
    tickMs: 250,
    startupMs: 15_000,
    maxResponseDelayMs: 10_000,
    firstConnectMs: 3_000,
    reconnectMs: 5_000,
    refusedMs: 90_000,
    mcltMs: 30_000,
    ackBatchMs: 2_000,
    balanceMs: 10_000,
    rewriteMs: 3_600_000,
    stayMs: 600_000,
    settleMs: 10_000,
    retryMs: 4_000,
  },
};

/** The same plan with every duration divided by `speed`; sizes and clock offsets stay, and so does what must not become slow. */
export function planAtSpeed(plan: Plan, speed: number): Plan {
  const { timing } = plan;
  return {
    ...plan,
    networks: plan.networks.map((network) => ({
      ...network,
      pools: network.pools.map((pool) => ({ ...pool, leaseMs: pool.leaseMs / speed })),
    })),
    timing: {
      tickMs: timing.tickMs / speed,
      startupMs: timing.startupMs / speed,
      maxResponseDelayMs: timing.maxResponseDelayMs / speed,
      firstConnectMs: timing.firstConnectMs / speed,
      reconnectMs: timing.reconnectMs / speed,
      refusedMs: timing.refusedMs / speed,
      mcltMs: timing.mcltMs / speed,
      // Told slowly, an update would wait so long for its answer that a backlog grew.
      ackBatchMs: timing.ackBatchMs / Math.max(1, speed),
      balanceMs: timing.balanceMs / speed,
      rewriteMs: timing.rewriteMs / speed,
      stayMs: timing.stayMs / speed,
      settleMs: timing.settleMs / speed,
      retryMs: timing.retryMs / speed,
    },
  };
}

export function poolsOf(plan: Plan): PoolPlan[] {
  return plan.networks.flatMap((network) => network.pools);
}

/** Every address of a pool's range, lowest first. */
export function addressesOf(pool: PoolPlan): readonly string[] {
  const known = ADDRESSES.get(pool);
  if (known) return known;
  const addresses = listAddresses(pool);
  ADDRESSES.set(pool, addresses);
  return addresses;
}

/** They are asked for at every tick. */
const ADDRESSES = new WeakMap<PoolPlan, readonly string[]>();

function listAddresses(pool: PoolPlan): string[] {
  const first = addressToNumber(pool.firstAddress);
  const count = addressToNumber(pool.lastAddress) - first + 1;
  return Array.from({ length: count }, (_, index) => numberToAddress(first + index));
}

/** Whole seconds, as dhcpd is configured and answers; a duration shrunk by the speed stays at least one, none is 0. */
export function wholeSeconds(durationMs: number): number {
  return durationMs === 0 ? 0 : Math.max(1, Math.round(durationMs / 1000));
}

function addressToNumber(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

function numberToAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}
