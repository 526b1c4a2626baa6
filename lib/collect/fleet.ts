import type { OmapiErrorKind } from '../omapi/errors.ts';
import type { PairMemory, ServerMemory } from './memory.ts';

/** How the servers of one pair are reached, by the time since when they are not, and when one was asked last. */
type Reached = {
  lost: { since: number; bySilence: boolean }[];
  total: number;
  longestIntervalMs: number;
  askedAt: number | null;
};

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
    const untold: Reached = { lost: [], total: 2, longestIntervalMs: 0, askedAt: null };
    for (const pairId of pairIds) this.#pairs.set(pairId, untold);
  }

  /** Takes in how one pair's servers are reached now. `isRemote`: whether a server's files come over the network. */
  tell(memory: PairMemory, isRemote: (serverId: number) => boolean): void {
    const health = memory.servers.flatMap(({ sources: { omapi } }) => omapi ?? []);
    this.#pairs.set(memory.pairId, {
      total: memory.servers.length,
      longestIntervalMs: Math.max(0, ...health.map(({ intervalMs }) => intervalMs)),
      askedAt: Math.max(...health.map(({ lastAttemptAt }) => lastAttemptAt ?? Number.NEGATIVE_INFINITY)),
      lost: memory.servers.flatMap(({ serverId, sources }) => {
        const { failingSince = null, failure = null } = sources.omapi ?? {};
        if (failingSince === null || failure === null) return [];
        const isSilent = SILENCE.some((kind) => kind === failure.kind);
        return [
          {
            since: failingSince,
            bySilence: isSilent && !(isRemote(serverId) && readSince(sources, failingSince)),
          },
        ];
      }),
    });
  }

  /**
   * Whether something of every pair was told of late, answered or not. What is not told could not be stored: then nobody
   * looks after that pair, though all else goes on.
   */
  isWhole(now: number): boolean {
    return [...this.#pairs.values()].every(({ askedAt, longestIntervalMs }) => {
      const patienceMs = Math.max(UNTOLD_AFTER.ms, UNTOLD_AFTER.intervals * longestIntervalMs);
      return askedAt !== null && Math.abs(now - askedAt) <= patienceMs;
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

/** A few polls that could not be stored may be stored yet; what comes after tells the same. */
const UNTOLD_AFTER = { ms: 60_000, intervals: 5 };

/** What came within a poll or two after OMAPI was lost may have been under way before. */
const UNDER_WAY_INTERVALS = 2;

/**
 * Whether a server's files or its clock were read after OMAPI was lost: then only its port is cut off. A log that is
 * followed may seem to be read until its connection is found dead.
 */
function readSince({ omapi, config, leases, clock }: ServerMemory['sources'], lostAt: number): boolean {
  const from = lostAt + UNDER_WAY_INTERVALS * (omapi?.intervalMs ?? 0);
  return [config, leases, clock].some((source) => (source?.lastSuccessAt ?? 0) > from);
}
