import type { BacklogFacts, ServerBacklog, UnacknowledgedLeases } from '../backlog.ts';
import type { PairFacts } from '../facts.ts';
import { NOW, pairFacts, SECOND_MS } from './pair-facts.ts';

/** Backlogs for tests: none on either side of a pair in normal, read at `NOW`. */

type Spoiled = Partial<ServerBacklog> & { at?: number };

export function serverBacklog(
  ages: Partial<UnacknowledgedLeases['byAge']> = {},
  { at = NOW, ...spoiled }: Spoiled = {},
): ServerBacklog {
  const byAge = { under10s: 0, under1min: 0, under10min: 0, older: 0, ...ages };
  const count = byAge.under10s + byAge.under1min + byAge.under10min + byAge.older;
  return {
    leases: { at, count, byAge, oldestAt: count === 0 ? null : at - SECOND_MS },
    history: [{ at, count }],
    unackedLimit: 100,
    ...spoiled,
  };
}

export function backlogFacts(
  spoiled: { pair?: PairFacts; primary?: ServerBacklog; secondary?: ServerBacklog } = {},
): BacklogFacts {
  const { pair = pairFacts(), primary = serverBacklog(), secondary = serverBacklog() } = spoiled;
  return { pair, backlogs: { primary, secondary }, readingIntervalMs: 2 * SECOND_MS };
}
