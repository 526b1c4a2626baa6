import { formatAddress } from '../address.ts';
import type { ConfiguredPool, ConfiguredRange, LeaseTimes, Scope } from './config.ts';
import { parameterIn } from './contents.ts';
import { takeClientIdFromOptions } from './host.ts';
import { leaseTimesOfScopes, overrideLeaseTimes } from './lease-times.ts';
import type { DeclaredRange, Reading } from './reading.ts';

/** Fills in what depends on statements that may stand anywhere in the files. */
export function finish(reading: Reading): void {
  const { config } = reading;
  const [global] = config.scopes;
  if (global) {
    config.omapiPort = numberOf(global, 'omapi-port');
    config.omapiKey = textOf(global, 'omapi-key');
    config.leaseFile = textOf(global, 'lease-file-name');
  }
  for (const host of config.hosts) takeClientIdFromOptions(host);
  nameSubnetsOfPools(reading.ranges);
  const leaseTimes = leaseTimesOfScopes(config);
  const poolIndexes = new Map(config.pools.map((pool, index) => [pool, index]));
  config.ranges = reading.ranges.map((range) => ({
    ...finishRange(range),
    pool: poolIndexes.get(range.pool) ?? 0,
    leaseTimes: leaseTimesOf(range, config.scopes, leaseTimes),
  }));
}

function numberOf(scope: Scope, name: string): number | null {
  const value = parameterIn(scope, name)?.value;
  return typeof value === 'number' ? value : null;
}

function textOf(scope: Scope, name: string): string | null {
  const value = parameterIn(scope, name)?.value;
  return typeof value === 'string' ? value : null;
}

function nameSubnetsOfPools(ranges: readonly DeclaredRange[]): void {
  const names = new Map<ConfiguredPool, Set<string>>();
  for (const { pool, subnet } of ranges) {
    if (subnet) names.set(pool, (names.get(pool) ?? new Set()).add(subnet.name));
  }
  for (const [pool, subnets] of names) pool.subnets = [...subnets];
}

function finishRange(range: DeclaredRange): Omit<ConfiguredRange, 'pool' | 'leaseTimes'> {
  const { low, high, pool, subnet, bare, dynamicBootp, file, line, column } = range;
  return {
    low,
    high,
    first: formatAddress(low),
    last: formatAddress(high),
    sharedNetwork: pool.sharedNetwork,
    subnet: subnet?.name ?? null,
    bare,
    peer: pool.peer,
    dynamicBootp,
    file,
    line,
    column,
  };
}

/** A pool's own lease times count before those of the subnet that the addresses lie in. */
function leaseTimesOf(
  { pool, subnet }: DeclaredRange,
  scopes: readonly Scope[],
  times: readonly LeaseTimes[],
): LeaseTimes {
  const inherited = times[subnet?.scope ?? pool.scope];
  const own = scopes[pool.scope];
  if (!inherited || !own) throw new Error('a range stands in a scope that is not listed');
  return pool.implicit ? inherited : overrideLeaseTimes(inherited, own);
}
