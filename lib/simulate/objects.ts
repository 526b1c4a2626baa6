import { FAILOVER_STATE_NUMBERS } from '../failover-states.ts';
import type { BindingState } from './model/lease.ts';
import { MAX_UNACKED_UPDATES, type Plan, poolsOf, SPLIT, wholeSeconds } from './model/plan.ts';
import { poolCounters, type Server } from './model/server.ts';
import { hbaOfSplit, type SimulatedFailoverState, type SimulatedObjects } from './omapi-server.ts';

/** What a simulated server answers over OMAPI: its own view and its own records (reference 2.1 to 2.4). */
export function objectsOf(server: Server, plan: Plan): SimulatedObjects {
  const pools = poolsOf(plan).map((pool) => pool.name);
  return {
    failoverState: (name) => (name === plan.identity.peer ? failoverState(server) : undefined),
    lease: (address) => {
      const lease = server.leases.get(address);
      return (
        lease && {
          state: BINDING_STATE_NUMBERS[lease.state],
          poolHandle: pools.indexOf(lease.pool),
          startsSeconds: Math.floor(lease.startsMs / 1000),
          endsSeconds: Math.floor(lease.endsMs / 1000),
        }
      );
    },
    pool: (number) => {
      const pool = pools[number];
      return pool === undefined ? undefined : poolCounters(server, pool);
    },
  };
}

const BINDING_STATE_NUMBERS: Record<BindingState, number> = {
  free: 1,
  active: 2,
  expired: 3,
  released: 4,
  backup: 7,
};

function failoverState(server: Server): SimulatedFailoverState {
  return {
    localState: FAILOVER_STATE_NUMBERS[server.state],
    partnerState: FAILOVER_STATE_NUMBERS[server.partnerState],
    localStosSeconds: Math.floor(server.stosMs / 1000),
    partnerStosSeconds: Math.floor(server.partnerStosMs / 1000),
    hierarchy: server.role === 'primary' ? 0 : 1,
    mcltSeconds: wholeSeconds(server.mcltMs),
    unackedUpdates: server.inFlight.size,
    maxResponseDelaySeconds: wholeSeconds(server.timing.maxResponseDelayMs),
    maxOutstandingUpdates: MAX_UNACKED_UPDATES,
    loadBalanceHba: server.knowsBuckets ? hbaOfSplit(SPLIT) : null,
  };
}
