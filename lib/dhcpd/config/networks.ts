import { countOneBits, formatAddress } from '../address.ts';
import { readAddress } from './address-token.ts';
import type { SharedNetwork, Subnet } from './config.ts';
import type { Network, Reading } from './reading.ts';
import type { Token } from './tokens.ts';

export function readSharedNetwork(reading: Reading, token: Token): void {
  const { cursor } = reading;
  const name = cursor.expectName('the name of the shared network');
  const place = cursor.placeOf(token);
  const shared = { name, implicit: false, peer: null, subnets: [], scope: reading.nextScope, ...place };
  const network = openNetwork(reading, shared);
  reading.openScope('shared-network', name, place, { network, subnet: null, pool: null });
}

function openNetwork(reading: Reading, shared: SharedNetwork): Network {
  reading.config.sharedNetworks.push(shared);
  return { shared, subnets: [], pools: [] };
}

/** Reads `NET netmask MASK {`. */
export function readSubnet(reading: Reading, token: Token): void {
  const { cursor, block, config } = reading;
  const net = readAddress(cursor);
  cursor.expect('netmask');
  const mask = readAddress(cursor);
  const low = (net & mask) >>> 0;
  const name = `${formatAddress(net)}/${countOneBits(mask)}`;
  const place = cursor.placeOf(token);
  if (low !== net) {
    reading.refuse(
      place,
      `${formatAddress(net)} is not the first address of a network with the mask ${formatAddress(mask)}; dhcpd does not start. Write ${formatAddress(low)}, or mend the mask`,
    );
  }
  const scope = reading.nextScope;
  const network = networkAround(reading, name, token);
  const subnet: Subnet = {
    name,
    sharedNetwork: network.shared.name,
    low,
    high: (low | ~mask) >>> 0,
    scope,
    ...place,
  };
  config.subnets.push(subnet);
  const declared = { subnet, mask };
  network.subnets.push(declared);
  network.shared.subnets.push(name);
  if (block.network && block.network !== network) {
    reading.doubt(
      place,
      `dhcpd does not take this subnet into the shared network "${block.network.shared.name}", because a ${block.kind} stands between them; take the subnet out of the ${block.kind}`,
    );
  }
  reading.openScope('subnet', name, place, { network, subnet: declared, pool: null });
}

/** The shared network whose block the subnet stands in, or one of its own. A block between them parts them. */
function networkAround(reading: Reading, name: string, token: Token): Network {
  const { cursor, block } = reading;
  if (block.kind === 'shared-network' && block.network) return block.network;
  const place = cursor.placeOf(token);
  const scope = reading.nextScope;
  return openNetwork(reading, { name, implicit: true, peer: null, subnets: [], scope, ...place });
}
