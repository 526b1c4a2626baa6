import type { ConfiguredPool } from './config.ts';
import { readNoFailover } from './failover.ts';
import { readPermit } from './permit.ts';
import type { Reading } from './reading.ts';
import type { Token } from './tokens.ts';

export function readPool(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const { network } = block;
  if (!network) throw new Error('a pool was let in outside a network');
  const place = cursor.placeOf(token);
  const pool: ConfiguredPool = {
    sharedNetwork: network.shared.name,
    subnets: [],
    peer: network.shared.peer,
    implicit: false,
    permits: [],
    ranges: [],
    addressCount: 0,
    scope: reading.nextScope,
    ...place,
  };
  config.pools.push(pool);
  network.pools.push(pool);
  reading.openScope('pool', null, place, {
    pool,
    readOwn: (keyword, token) => readPoolStatement(reading, keyword, token, pool),
  });
}

function readPoolStatement(reading: Reading, keyword: string, token: Token, pool: ConfiguredPool): boolean {
  const { cursor } = reading;
  if (keyword === 'no' && cursor.takeIf('failover')) {
    readNoFailover(reading, token, pool);
    return true;
  }
  // In an include dhcpd takes these two for parameters.
  if (reading.isIncluded || (keyword !== 'allow' && keyword !== 'deny')) return false;
  const permit = readPermit(cursor, keyword, cursor.placeOf(token));
  pool.permits.push(permit);
  if (permit.className !== null) reading.requireClass(permit.className, permit);
  return true;
}
