import { formatIpv4, parseIpv4 } from '../../lib/contracts/ipv4.ts';
import type { LeaseGroundDto } from '../../lib/contracts/lease.ts';

export type Example = { text: string; meaning: string };

/** What can be typed, with addresses of the first pool where there is one. */
export function examplesOf(pools: LeaseGroundDto['pools']): Example[] {
  const range = pools[0]?.ranges[0] ?? { low: '10.66.1.10', high: '10.66.1.99' };
  const low = parseIpv4(range.low) ?? 0;
  const begin = range.low.split('.').slice(0, 3).join('.');
  return [
    { text: formatIpv4(low), meaning: 'one address' },
    { text: begin, meaning: 'all addresses that begin so' },
    { text: `${begin}.0/24`, meaning: 'a network' },
    { text: `${range.low}-${range.high}`, meaning: 'a range' },
    { text: '52:54:00', meaning: 'a MAC address or its beginning, in any spelling' },
    { text: '01:52:54:00:12:34:56', meaning: 'a client identifier in hex; anything else as its text' },
    { text: 'pc-', meaning: 'the beginning of a host name' },
    { text: '*printer', meaning: 'any part of a host name (slower)' },
  ];
}
