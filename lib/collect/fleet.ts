import type { OmapiErrorKind } from '../omapi/errors.ts';
import type { PairMemory } from './memory.ts';

/** How the servers of one pair are reached, by the time since when they are not. */
type Reached = { lost: { since: number; bySilence: boolean }[]; total: number; longestIntervalMs: number };

/**
 * Nothing came back. A host that refuses a connection, or closes it, is reached: then the network between is whole.
 */
const SILENCE: readonly OmapiErrorKind[] = ['unreachable', 'timeout', 'host-unknown', 'disconnected'];

/**
 * What all pairs together tell of Pairwatch itself: when every server of every pair falls silent within one poll, it is
 * Pairwatch that is cut off, not a fleet that died.
 */
export class Fleet {
  readonly #pairs = new Map<number, Reached>();

  constructor(pairIds: readonly number[]) {
    // A pair nobody has told of yet is not lost.
    for (const pairId of pairIds) this.#pairs.set(pairId, { lost: [], total: 2, longestIntervalMs: 0 });
  }

  /** Takes in how one pair's servers are reached now. */
  tell(memory: PairMemory): void {
    const health = memory.servers.flatMap(({ sources: { omapi } }) => omapi ?? []);
    this.#pairs.set(memory.pairId, {
      total: memory.servers.length,
      longestIntervalMs: Math.max(0, ...health.map(({ intervalMs }) => intervalMs)),
      lost: health.flatMap(({ failingSince, failure }) =>
        failingSince === null || failure === null
          ? []
          : [{ since: failingSince, bySilence: SILENCE.some((kind) => kind === failure.kind) }],
      ),
    });
  }

  /** Since when Pairwatch reaches no server at all; null while it reaches one, or lost the last of them by itself. */
  blindSince(): number | null {
    const pairs = [...this.#pairs.values()];
    const lost = pairs.flatMap((pair) => pair.lost);
    const total = pairs.reduce((sum, pair) => sum + pair.total, 0);
    if (total === 0 || lost.length < total || !lost.every(({ bySilence }) => bySilence)) return null;
    const times = lost.map(({ since }) => since);
    const onePollMs = 2 * Math.max(...pairs.map((pair) => pair.longestIntervalMs));
    // Those that were down before say nothing about it; one alone may have gone by itself.
    const atOnce = times.filter((since) => since >= Math.max(...times) - onePollMs);
    return atOnce.length > 1 ? Math.min(...atOnce) : null;
  }
}
