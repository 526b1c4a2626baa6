import { formatAddress } from '../address.ts';
import { readAddress } from './address-token.ts';
import { choosePool } from './bare-range.ts';
import type { Subnet } from './config.ts';
import type { Reading } from './reading.ts';
import type { Token } from './tokens.ts';

/** Reads `[dynamic-bootp] LOW [HIGH];`. */
export function readRange(reading: Reading, token: Token): void {
  const { cursor, block } = reading;
  const { network } = block;
  if (!network) return cursor.fail(token, 'a range only inside a pool or subnet');
  const place = cursor.placeOf(token);
  const dynamicBootp = cursor.takeIf('dynamic-bootp');
  const first = readAddress(cursor);
  const last = cursor.peek().text === ';' ? first : readAddress(cursor);
  cursor.expect(';');
  const [low, high] = first <= last ? [first, last] : [last, first];
  const pool = block.pool ?? choosePool(reading, network, dynamicBootp, place);
  const mask = network.subnets.find(({ subnet, mask }) =>
    block.subnet ? subnet === block.subnet && contains(subnet, mask, low) : contains(subnet, mask, low),
  );
  const subnet = mask?.subnet ?? null;
  reading.ranges.push({ low, high, dynamicBootp, bare: block.pool === null, pool, subnet, ...place });
  pool.ranges.push({ low: formatAddress(low), high: formatAddress(high) });
  pool.addressCount += high - low + 1;
  if (subnet && !pool.subnets.includes(subnet.name)) pool.subnets.push(subnet.name);

  const text = `${formatAddress(low)} – ${formatAddress(high)}`;
  if (first > last) {
    reading.doubt(
      place,
      `this range runs backwards; dhcpd takes it for ${text}. Write the lower address first`,
    );
  }
  if (!mask || !contains(mask.subnet, mask.mask, high)) {
    const where = block.subnet
      ? `subnet ${block.subnet.name}`
      : `one subnet that the shared network "${network.shared.name}" has up to here`;
    reading.refuse(
      place,
      `${text} does not lie in ${where}; dhcpd does not start. Mend the addresses, or declare the subnet first`,
    );
  }
  if (dynamicBootp && pool.peer !== null) {
    reading.refuse(
      place,
      `dhcpd takes no dynamic-bootp in a pool that has the failover peer "${pool.peer}"; it does not start. Put the range into a pool with "no failover peer", or leave dynamic-bootp out`,
    );
  }
}

function contains({ low }: Subnet, mask: number, address: number): boolean {
  return (address & mask) >>> 0 === low;
}
