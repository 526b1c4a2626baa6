import { formatAddress } from '../address.ts';
import type { ClientLine } from './client-line.ts';

/** `1 lease`, `2 leases`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** A client as an operator would look for it, to follow "client". */
export function clientName({ mac, hostname }: ClientLine): string {
  const address = mac || 'without hardware address';
  return hostname === null ? address : `${address} (${hostname})`;
}

/** An address that a packet's line may lack. */
export function addressName(address: number | null): string {
  return address === null ? 'an address' : formatAddress(address);
}

/** Text of dhcpd's without its closing dot, to stand inside a sentence. */
export function withoutDot(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
