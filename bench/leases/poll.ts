import { appendFileSync } from 'node:fs';
import { bookRanges } from '../../lib/collect/leases/book-ranges.ts';
import type { LeaseKeeper } from '../../lib/collect/leases/lease-keeper.ts';
import { createLeaseThread } from '../../lib/collect/leases/lease-thread.ts';
import { leasesSource } from '../../lib/collect/sources/leases.ts';
import { readDhcpdConfig } from '../../lib/dhcpd/config/read.ts';
import { IN_THE_CLEAR } from '../../lib/privacy/pseudonyms.ts';
import { LocalReach } from '../../lib/reach/local/local-reach.ts';
import { renewals } from './lease-file.ts';

const POLLS = 10;
const BLOCKS_PER_POLL = 1_000;

/**
 * How long a poll takes after 1,000 blocks were appended to a file that was read before: its new blocks read, every
 * pool counted. Nothing is stored, as dhcpd-pools stores nothing; what storing adds, the import tells. Milliseconds.
 */
export async function pollAfterGrowth(files: { config: string; leases: string }): Promise<number[]> {
  const reach = new LocalReach();
  const { signal } = new AbortController();
  const config = await readDhcpdConfig(files.config, (path) => reach.readText(path, signal));
  const thread = createLeaseThread();
  const source = leasesSource({
    pseudonyms: IN_THE_CLEAR,
    serverId: 1,
    isPrimary: true,
    partnerId: null,
    path: files.leases,
    reach,
    thread,
    keeper: storesNothing,
    ranges: () => bookRanges(config),
    peerName: () => 'bench',
    now: Date.now,
  });
  try {
    await source.read(signal);
    const times: number[] = [];
    for (let poll = 1; poll <= POLLS; poll += 1) {
      appendFileSync(files.leases, renewals(BLOCKS_PER_POLL, Math.floor(Date.now() / 1000) + poll));
      const beganAt = performance.now();
      await source.read(signal);
      times.push(performance.now() - beganAt);
    }
    return times;
  } finally {
    await source.close?.();
    await thread.stop();
    await reach.close();
  }
}

const storesNothing: LeaseKeeper = {
  position: async () => null,
  async *hashes() {},
  keep: async () => {},
  remove: async () => {},
  holders: async () => new Map(),
};
