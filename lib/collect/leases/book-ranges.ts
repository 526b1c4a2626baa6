import type { DhcpdConfig } from '../../dhcpd/config/config.ts';
import type { BookRange } from './protocol.ts';

/** The ranges of a dhcpd.conf by whose counts a lease file is filed. */
export function bookRanges({ ranges, pools }: DhcpdConfig): BookRange[] {
  return ranges.map(({ low, high, sharedNetwork, subnet, pool, peer }) => {
    const lowest = pools[pool]?.ranges[0]?.low;
    return {
      low,
      high,
      sharedNetwork,
      subnet: subnet ?? 'no subnet',
      pool: lowest === undefined ? null : `${sharedNetwork}/${lowest}`,
      peer,
    };
  });
}
