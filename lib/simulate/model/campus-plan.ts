import { DEMO_PLAN, type NetworkPlan, type Plan, type PoolPlan } from './plan.ts';

const HOUR_MS = 3_600_000;

/** The demo's second pair: larger, slower, and calm. Twelve pools in four networks, by what is connected to them. */
export const CAMPUS_PLAN: Plan = {
  identity: {
    name: 'campus',
    title: 'Campus (simulated)',
    peer: 'campus',
    servers: {
      a: { name: 'campus-1', address: '10.40.0.2' },
      b: { name: 'campus-2', address: '10.40.0.3' },
    },
    firstClient: 1_000_001,
  },
  networks: [
    network('library', 1, [pool('reading-room', 0.44, 1), pool('staff', 0.44, 4), pool('printers', 0.3, 12)]),
    network('dormitory', 2, [
      pool('house-1', 0.52, 2),
      pool('house-2', 0.48, 2),
      pool('house-3', 0.54, 2),
      pool('laundry', 0.25, 6),
    ]),
    network('labs', 3, [pool('benches', 0.48, 4), pool('instruments', 0.36, 12)]),
    network('offices', 4, [pool('desks', 0.46, 4), pool('phones', 0.5, 12), pool('wireless', 0.46, 1)]),
  ],
  timing: {
    ...DEMO_PLAN.timing,
    tickMs: 1_000,
    mcltMs: 1_800_000,
    balanceMs: 60_000,
    stayMs: 240 * HOUR_MS,
    settleMs: 600_000,
    retryMs: 10_000,
  },
};

type Place = Omit<PoolPlan, 'firstAddress' | 'lastAddress'>;

function pool(name: string, demand: number, leaseHours: number): Place {
  return { name, demand, leaseMs: leaseHours * HOUR_MS };
}

/**
 * A subnet of its own, with a range of 50 addresses for each pool. No two lease times of a network are the same: dhcpd makes
 * one pool of blocks that are configured alike (reference 2.4).
 */
function network(name: string, third: number, places: readonly Place[]): NetworkPlan {
  return {
    name,
    subnet: `10.40.${third}.0`,
    netmask: '255.255.255.0',
    router: `10.40.${third}.1`,
    pools: places.map((place, index) => ({
      ...place,
      name: `${name}-${place.name}`,
      leaseMs: place.leaseMs + index * 60_000,
      firstAddress: `10.40.${third}.${10 + index * 60}`,
      lastAddress: `10.40.${third}.${59 + index * 60}`,
    })),
  };
}
