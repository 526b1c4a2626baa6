import { DEMO_PLAN, type Plan } from '../../../lib/simulate/model/plan.ts';

/** How large the fleet is, and how long what is done to it. */
export type FleetPlan = {
  seed: number;
  pairs: number;
  /** So many times as fast everything at the pairs happens. */
  speed: number;
  /** While product and pairs are tortured. */
  stormMs: number;
  /** While the pairs alone are: whatever grows is measured then. */
  watchMs: number;
  /** null: SQLite. */
  databaseUrl: string | null;
};

/** Five minutes are thirty of the pairs. */
export const FULL: Omit<FleetPlan, 'seed' | 'databaseUrl'> = {
  pairs: 20,
  speed: 6,
  stormMs: 190_000,
  watchMs: 80_000,
};

/** Pair `number` of the fleet, from 1 on: as the demo's, with few clients, for they are what takes time. */
export function planOf(number: number): Plan {
  const prefix = `10.${100 + number}`;
  return {
    identity: {
      name: `pair-${number}`,
      title: `Pair ${number} (simulated)`,
      peer: `peer-${number}`,
      servers: {
        a: { name: `p${number}-a`, address: `${prefix}.0.2` },
        b: { name: `p${number}-b`, address: `${prefix}.0.3` },
      },
      firstClient: number * 100_000,
    },
    networks: [
      {
        name: `office-${number}`,
        subnet: `${prefix}.0.0`,
        netmask: '255.255.255.0',
        router: `${prefix}.0.1`,
        pools: [
          {
            name: POOL,
            firstAddress: `${prefix}.0.10`,
            lastAddress: `${prefix}.0.49`,
            leaseMs: 600_000,
            demand: 0.5,
          },
        ],
      },
    ],
    timing: { ...DEMO_PLAN.timing, tickMs: 600 },
  };
}

export const POOL = 'desks';
