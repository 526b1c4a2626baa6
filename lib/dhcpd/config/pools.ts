import { countOneBits, formatAddress, parseAddress } from '../address.ts';
import type { ConfiguredPool, Place } from './config.ts';
import type { Cursor } from './cursor.ts';

/** A shared network, or the one dhcpd makes for a subnet that stands alone. */
export type Network = {
  name: string;
  /** Failover peer that pools declared from here on inherit. */
  peer: string | null;
  subnets: Subnet[];
};

export type Subnet = {
  /** Such as `10.66.0.0/24`. */
  name: string;
  low: number;
  high: number;
  /** The pool of the ranges that stand in the subnet itself; null while there are none. */
  barePool: ConfiguredPool | null;
};

/** Reads `NET netmask MASK` of a subnet declaration. */
export function readSubnetHead(cursor: Cursor): Subnet {
  const net = readAddress(cursor);
  cursor.expect('netmask');
  const mask = readAddress(cursor);
  const low = (net & mask) >>> 0;
  return {
    name: `${formatAddress(net)}/${countOneBits(mask)}`,
    low,
    high: (low | ~mask) >>> 0,
    barePool: null,
  };
}

export function emptyPool(network: Network, peer: string | null, place: Place): ConfiguredPool {
  return { sharedNetwork: network.name, subnets: [], peer, ranges: [], addressCount: 0, ...place };
}

/** Reads `[dynamic-bootp] LOW [HIGH];` into the pool; `subnets` are those the range may lie in. */
export function readRange(cursor: Cursor, pool: ConfiguredPool, subnets: readonly Subnet[]): void {
  cursor.takeIf('dynamic-bootp');
  const first = readAddress(cursor);
  const last = readLast(cursor, first);
  // dhcpd swaps a range that runs backwards.
  const [low, high] = first <= last ? [first, last] : [last, first];
  pool.ranges.push({ low: formatAddress(low), high: formatAddress(high) });
  pool.addressCount += high - low + 1;
  const subnet = subnets.find((each) => each.low <= low && low <= each.high);
  if (subnet && !pool.subnets.includes(subnet.name)) pool.subnets.push(subnet.name);
}

function readLast(cursor: Cursor, first: number): number {
  if (cursor.takeIf(';')) return first;
  const last = readAddress(cursor);
  cursor.expect(';');
  return last;
}

function readAddress(cursor: Cursor): number {
  const token = cursor.take();
  return (token.kind === 'word' ? parseAddress(token.text) : null) ?? cursor.fail(token, 'an IPv4 address');
}
