import type { PoolCounters as OmapiPoolCounters } from '../../omapi/pool.ts';
import type { PoolCounters } from '../reading.ts';
import { PartialRead, type Source } from './source.ts';

/** A pool block of dhcpd.conf, as far as its counters need it. */
export type ConfiguredPool = {
  sharedNetwork: string;
  peer: string | null;
  ranges: { low: string; high: string }[];
  addressCount: number;
};

/** What the source needs of the OMAPI client. */
export type PoolCounterReader = {
  poolCounters(address: string, signal?: AbortSignal): Promise<OmapiPoolCounters>;
};

/**
 * Reads the counters of every pool that is in failover. `configuredPools` throws while no dhcpd.conf was read.
 * Blocks that dhcpd merged into one pool share a handle (reference 2.4) and come out as one.
 */
export function poolsSource(
  client: PoolCounterReader,
  configuredPools: () => ConfiguredPool[],
): Source<'pools'> {
  return {
    kind: 'pools',
    async read(signal) {
      const blocks = configuredPools().filter(({ peer, ranges }) => peer !== null && ranges.length > 0);
      const answers = await Promise.allSettled(
        blocks.map((block) => client.poolCounters(lowest(block), signal)),
      );
      const read = blocks.flatMap((block, index) => {
        const answer = answers[index];
        return answer?.status === 'fulfilled' ? [{ block, counters: answer.value }] : [];
      });
      const refused = answers.find((answer) => answer.status === 'rejected');
      const value = mergeByHandle(read);
      if (!refused) return value;
      if (read.length === 0) throw refused.reason;
      const missing = blocks.filter((_, index) => answers[index]?.status === 'rejected').map(lowest);
      const reason = refused.reason instanceof Error ? refused.reason.message : String(refused.reason);
      throw new PartialRead(
        `${missing.length} of ${blocks.length} pools not read (${missing.join(', ')}): ${reason}`,
        value,
      );
    },
  };
}

type ReadBlock = { block: ConfiguredPool; counters: OmapiPoolCounters };

function mergeByHandle(read: ReadBlock[]): PoolCounters[] {
  const merged = new Map<number, PoolCounters>();
  for (const { block, counters } of read) {
    const { handle, ...counts } = counters;
    const before = merged.get(handle);
    merged.set(handle, {
      key: before?.key ?? `${block.sharedNetwork}/${lowest(block)}`,
      sharedNetwork: block.sharedNetwork,
      peerName: block.peer,
      ranges: [...(before?.ranges ?? []), ...block.ranges],
      addressCount: (before?.addressCount ?? 0) + block.addressCount,
      ...counts,
    });
  }
  return [...merged.values()];
}

/** The address that stands for a block when dhcpd is asked: the first of its first range. */
function lowest(block: ConfiguredPool): string {
  return block.ranges[0]?.low ?? '';
}
