import { formatAddress } from '../address.ts';
import { readAddress } from './address-token.ts';
import { choosePool } from './bare-range.ts';
import type { DeclaredRange, DeclaredSubnet, Reading } from './reading.ts';
import type { Token } from './tokens.ts';

/** Reads `[dynamic-bootp] LOW [HIGH];` of a pool or subnet. */
export function readRange(reading: Reading, token: Token): void {
  const { cursor, block } = reading;
  const { network } = block;
  if (!network) throw new Error('a range was let in outside a network');
  const place = cursor.placeOf(token);
  const dynamicBootp = cursor.takeIf('dynamic-bootp');
  const first = readAddress(cursor);
  const last = cursor.peek().text === ';' ? first : readAddress(cursor);
  cursor.expect(';');
  const [low, high] = first <= last ? [first, last] : [last, first];
  const pool = block.pool ?? choosePool(reading, network, dynamicBootp, place);
  const candidates = block.subnet ? [block.subnet] : network.subnets;
  const home = candidates.find((candidate) => contains(candidate, low));
  const subnet = home?.subnet ?? null;
  const range = { low, high, dynamicBootp, bare: block.pool === null, pool, subnet, ...place };
  reading.ranges.push(range);
  pool.ranges.push({ low: formatAddress(low), high: formatAddress(high) });
  pool.addressCount += high - low + 1;
  if (first > last) doubtOrder(reading, range);
  if (!home || !contains(home, high)) refuseStray(reading, range);
  if (dynamicBootp) reviewDynamicBootp(reading, range);
}

function contains({ subnet, mask }: DeclaredSubnet, address: number): boolean {
  return (address & mask) >>> 0 === subnet.low;
}

function doubtOrder(reading: Reading, range: DeclaredRange): void {
  reading.doubt(
    range,
    `this range runs backwards; dhcpd takes it for ${spell(range)}. Write the lower address first`,
  );
}

function refuseStray(reading: Reading, range: DeclaredRange): void {
  const { subnet } = reading.block;
  const home = subnet
    ? `subnet ${subnet.subnet.name}`
    : `one subnet that the shared network "${range.pool.sharedNetwork}" has up to here`;
  reading.refuse(
    range,
    `${spell(range)} does not lie in ${home}; dhcpd does not start. Mend the addresses, or declare the subnet first`,
  );
}

function reviewDynamicBootp(reading: Reading, range: DeclaredRange): void {
  const { peer } = range.pool;
  if (peer === null) return;
  reading.refuse(
    range,
    `dhcpd takes no dynamic-bootp in a pool that has the failover peer "${peer}"; it does not start. Put the range into a pool with "no failover peer", or leave dynamic-bootp out`,
  );
}

function spell({ low, high }: DeclaredRange): string {
  return `${formatAddress(low)} – ${formatAddress(high)}`;
}
