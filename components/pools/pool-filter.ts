import { parseAddressRange, parseIpv4 } from '../../lib/contracts/ipv4.ts';
import type { PoolOverviewRow } from '../../lib/contracts/pool-overview.ts';

type Searched = Pick<PoolOverviewRow, 'key' | 'sharedNetwork' | 'ranges'>;

/**
 * Whether a pool is meant by what was typed: an address or a network (10.20.0.77, 10.20.0.0/24, a range) finds the pools that
 * have addresses of it, anything else those with that text in their name, shared network or ranges.
 */
export function poolMatcher(text: string): (pool: Searched) => boolean {
  const typed = text.trim().toLowerCase();
  if (typed === '') return () => true;
  const wanted = parseAddressRange(typed);
  if (wanted === null) return (pool) => textOf(pool).includes(typed);
  return ({ ranges }) =>
    ranges.some(({ low, high }) => {
      const [first, last] = [parseIpv4(low), parseIpv4(high)];
      return first !== null && last !== null && first <= wanted.high && last >= wanted.low;
    });
}

function textOf({ key, sharedNetwork, ranges }: Searched): string {
  return [key, sharedNetwork, ...ranges.flatMap(({ low, high }) => [low, high])].join(' ').toLowerCase();
}
