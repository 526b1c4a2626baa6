import { BlockList, isIP } from 'node:net';
import { singleton } from './singleton.ts';

/** Written by at-the-door.ts over whatever a client sends under this name: where the connection came from. */
export const PEER_HEADER = 'x-pairwatch-peer';

/**
 * The address a request came from. A proxy's word (X-Forwarded-For) is taken only where it comes from one of
 * `trustedProxies`, and of that only what such a proxy added. null where no socket is known of.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = peerOf(headers);
  if (peer === null) return null;
  const way = (headers.get('x-forwarded-for') ?? '').split(',').map(plain).reverse();
  let address = peer;
  for (const before of way) {
    if (before === null || !isTrusted(address)) break;
    address = before;
  }
  return address;
}

/** Whether who is connected is one of `trustedProxies`. */
export function isFromTrustedProxy(headers: Headers): boolean {
  const peer = peerOf(headers);
  return peer !== null && isTrusted(peer);
}

/** The address that the connection came from; null where no socket is known of. */
export const peerOf = (headers: Headers): string | null => plain(headers.get(PEER_HEADER) ?? '');

/** IPv4 in the way of IPv6 is IPv4. */
function plain(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}

const isTrusted = (address: string): boolean => isListed(trusted(), address);

const trusted = () =>
  singleton('trusted-proxies', () =>
    addressList((process.env.PAIRWATCH_TRUSTED_PROXIES ?? '').split(',').filter((each) => each !== '')),
  );

export const isListed = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Addresses and networks, as the settings name them. */
export function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
