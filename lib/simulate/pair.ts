import { type PoolPlan, poolsOf } from './model/plan.ts';
import { declarePartnerDown, killServer, startServer } from './model/protocol.ts';
import { clockOffsetMs, type ServerId } from './model/server.ts';
import type { World } from './model/world.ts';

/**
 * What can be done to a simulated pair from outside. All take effect at the world's present moment, and doing what is already
 * so changes nothing. Unknown pool names throw.
 */
export type PairControl = {
  /** As SIGKILL: the server says nothing and writes nothing any more. */
  kill(server: ServerId): void;
  /** Starts a dead server; with `databaseLost` its lease file is empty, as after a replaced disk. */
  start(server: ServerId, options?: { databaseLost?: boolean }): void;
  /** Cuts the servers off from each other; clients and the monitor still reach both. */
  partition(): void;
  heal(): void;
  /** The operator's word on a running server that its partner is off. */
  partnerDown(server: ServerId): void;
  /** Moves a server's clock to `offsetMs` beyond the true time, evenly over `overMs` (default: at once). */
  skew(server: ServerId, offsetMs: number, overMs?: number): void;
  /** More clients than addresses want a lease of this pool. */
  fill(pool: string): void;
  /** As many clients as the plan says. */
  drain(pool: string): void;
};

const OVERFULL = 1.08;

export function controlOf(world: World): PairControl {
  return {
    kill: (id) => {
      if (world.servers[id].alive) killServer(world.servers[id]);
    },
    start: (id, { databaseLost = false } = {}) => {
      if (!world.servers[id].alive) startServer(world.servers[id], world.nowMs, databaseLost);
    },
    partition: () => {
      world.partitioned = true;
    },
    heal: () => {
      world.partitioned = false;
    },
    partnerDown: (id) => {
      if (world.servers[id].alive) declarePartnerDown(world.servers[id], world.nowMs);
    },
    skew: (id, offsetMs, overMs = 0) => {
      const server = world.servers[id];
      const fromMs = clockOffsetMs(server.clock, world.nowMs);
      server.clock = { fromMs, toMs: offsetMs, startsMs: world.nowMs, durationMs: overMs };
    },
    fill: (name) => {
      world.demand.set(poolNamed(world, name).name, OVERFULL);
    },
    drain: (name) => {
      world.demand.delete(poolNamed(world, name).name);
    },
  };
}

function poolNamed(world: World, name: string): PoolPlan {
  const pools = poolsOf(world.plan);
  const pool = pools.find((candidate) => candidate.name === name);
  if (pool) return pool;
  const known = pools.map((candidate) => candidate.name).join(', ');
  throw new Error(`The simulated pair has no pool "${name}"; it has ${known}.`);
}
