import { LeaseLibrary } from '../leases/library.ts';
import type { BookRange, Taken } from '../leases/protocol.ts';
import { StateBlocks } from '../leases/state-blocks.ts';
import type { LeasesReading } from '../reading.ts';

export type LeaseFileText = { serverId: number; path: string; peer: string; text: string; now: number };

/**
 * Reads the lease files of pairs from their texts, each a file that was just rewritten, as the thread of the collector does
 * from the disk.
 */
export class LeaseFileReader {
  readonly #library = new LeaseLibrary();
  readonly #states = new Map<number, StateBlocks>();
  readonly #readAt = new Map<number, number>();
  /** By server and address: blocks that differ from what was taken before. */
  readonly #changed = new Map<number, Map<number, Taken['changed'][number]>>();

  open(server: { serverId: number; isPrimary: boolean; partnerId: number; ranges: BookRange[] }): void {
    this.#library.answer({ kind: 'open', ...server });
    this.#states.set(server.serverId, new StateBlocks());
  }

  read({ serverId, path, peer, text, now }: LeaseFileText): LeasesReading {
    const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
    const nowSeconds = Math.floor(now / 1000);
    this.#library.answer({ kind: 'begin', serverId, offset: 0, knownUpTo: 0, nowSeconds });
    const taken = this.#library.answer({ kind: 'push', serverId, bytes }) as Taken; // the answer to a push
    const completed = this.#library.answer({ kind: 'complete', serverId, now }) as CompletedFile; // and to its end
    const { removed: _, ...counted } = completed;
    const changed = this.#changed.get(serverId) ?? new Map<number, Taken['changed'][number]>();
    this.#changed.set(serverId, changed);
    for (const each of taken.changed) changed.set(each.record.address, each);
    const before = this.#readAt.get(serverId) ?? null;
    this.#readAt.set(serverId, now);
    const states = this.#states.get(serverId) ?? new StateBlocks();
    states.take(
      taken.stateBlocks.filter((block) => block.peer === peer),
      path,
      before === null,
    );
    const stateBlocks = states.waiting();
    states.stored(stateBlocks);
    return {
      path,
      identity: `written ${now}`,
      offset: taken.offset,
      sizeBytes: bytes.length,
      rewrittenAt: now,
      stateBlocks,
      absentAt: before,
      ...counted,
    };
  }

  /** The leases of a server that changed since this was asked last. */
  changed(serverId: number): Taken['changed'] {
    const changed = [...(this.#changed.get(serverId)?.values() ?? [])];
    this.#changed.delete(serverId);
    return changed;
  }
}

type CompletedFile = Omit<
  LeasesReading,
  'path' | 'identity' | 'offset' | 'sizeBytes' | 'rewrittenAt' | 'stateBlocks' | 'absentAt'
> & { removed: number[] };
