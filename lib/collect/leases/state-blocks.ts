import type { FailoverStateBlock } from '../../dhcpd/leases/items.ts';
import type { StateBlock } from '../reading.ts';

/**
 * The failover state blocks of one server's lease files, each with the one before it, until they are stored. Those of a
 * file that is read again come again: an event of theirs is written once.
 */
export class StateBlocks {
  #previous: StateBlock['previous'] = null;
  #waiting: StateBlock[] = [];

  /** What comes next is read from where nothing before it is known. */
  begin(): void {
    this.#previous = null;
  }

  /** `backfilled`: the file was written before Pairwatch looked at it. */
  take(blocks: readonly FailoverStateBlock[], path: string, backfilled: boolean): void {
    for (const block of blocks) {
      const { myState: state, partnerState, line } = block;
      const at = toMs(block.myStateAt);
      // dhcpd writes a block for each change of its partner's state too, and one with each new file.
      const isNews = this.#previous?.state !== state || this.#previous.at !== at;
      if (isNews) {
        const partnerAt = toMs(block.partnerStateAt);
        const place = `${path} line ${line}`;
        this.#waiting.push({
          state,
          at,
          partnerState,
          partnerAt,
          previous: this.#previous,
          backfilled,
          place,
        });
      }
      this.#previous = { state, at };
    }
  }

  /** All that were not called stored yet. */
  waiting(): StateBlock[] {
    return [...this.#waiting];
  }

  stored(blocks: readonly StateBlock[]): void {
    const done = new Set(blocks);
    this.#waiting = this.#waiting.filter((block) => !done.has(block));
  }
}

const toMs = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
