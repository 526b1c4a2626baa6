import type { ConfiguredPool, Place } from './config.ts';
import type { Network, Reading } from './reading.ts';

/**
 * The pool that dhcpd puts a range into that stands in a subnet itself. The first of its kind in a shared network gets
 * a pool without failover; for a later one dhcpd finds that pool, but then takes the one declared before it, if there
 * is one (reference 5, and seen in the pool handles of a running dhcpd).
 */
export function choosePool(
  reading: Reading,
  network: Network,
  dynamicBootp: boolean,
  place: Place,
): ConfiguredPool {
  const found = network.pools.findIndex((pool) => takesBareRanges(reading, pool, dynamicBootp));
  if (found === -1) return makePool(reading, network, dynamicBootp, place);
  const chosen = network.pools[found - 1] ?? network.pools[found];
  if (!chosen) throw new Error('the pool that was found is not in the list');
  if (!chosen.implicit) {
    const failover = chosen.peer === null ? '' : `, in failover with "${chosen.peer}"`;
    reading.doubt(
      place,
      `dhcpd puts this range into the pool of ${chosen.file}:${chosen.line}${failover}, because other ranges stand outside a pool before it; put it into a pool block of its own`,
    );
  }
  return chosen;
}

/** dhcpd's pool for bare ranges denies dynamic BOOTP, if they aren't meant for it; so a pool that only does this counts too. */
function takesBareRanges(reading: Reading, pool: ConfiguredPool, dynamicBootp: boolean): boolean {
  if (pool.implicit) return reading.dynamicBootpPools.has(pool) === dynamicBootp;
  const [permit, ...others] = pool.permits;
  return (
    !dynamicBootp && others.length === 0 && permit?.action === 'deny' && permit.clients === 'dynamic bootp'
  );
}

function makePool(reading: Reading, network: Network, dynamicBootp: boolean, place: Place): ConfiguredPool {
  const { name, peer } = network.shared;
  const pool: ConfiguredPool = {
    sharedNetwork: name,
    subnets: [],
    peer: null,
    implicit: true,
    permits: [],
    ranges: [],
    addressCount: 0,
    scope: reading.block.scope,
    ...place,
  };
  if (dynamicBootp) reading.dynamicBootpPools.add(pool);
  reading.config.pools.push(pool);
  network.pools.push(pool);
  if (peer !== null) {
    reading.doubt(
      place,
      `this range is outside failover, although its shared network names the peer "${peer}": dhcpd hands that down to pool blocks only. Put the range into a pool block`,
    );
  }
  return pool;
}
