import type { FailoverView, PairFacts, ServerFacts } from './facts.ts';
import { freshness } from './freshness.ts';
import { type Phase, phaseOf } from './phase.ts';

/** A poll may be lost now and then; after this many in a row the server is unread. */
export const UNREAD_AFTER_FAILURES = 3;

/** What a server says of itself now. */
export type Word = {
  server: ServerFacts;
  view: FailoverView;
  phase: Phase;
  /** Since when its local state holds. */
  since: number;
};

/** The word of each server that has one now; null for a server that is unread. */
export type Words = { primary: Word | null; secondary: Word | null };

/**
 * Whose view still counts as its word. A server is unread after 3 failed polls or when its view is no longer fresh,
 * and already at the first failed poll when its partner's newer word proves that the two have lost each other.
 */
export function wordsOf(facts: PairFacts, now: number): Words {
  const primary = wordOf(facts.primary, now);
  const secondary = wordOf(facts.secondary, now);
  return {
    primary: primary && secondary && lossProven(primary, secondary) ? null : primary,
    secondary: primary && secondary && lossProven(secondary, primary) ? null : secondary,
  };
}

function wordOf(server: ServerFacts, now: number): Word | null {
  const { omapi, view } = server;
  if (view === null || omapi.consecutiveFailures >= UNREAD_AFTER_FAILURES) return null;
  if (freshness(view.observedAt, omapi.intervalMs, now) !== 'fresh') return null;
  return { server, view, phase: phaseOf(view.localState), since: server.stateSince ?? view.observedAt };
}

/**
 * The partner has left for a state that only a lost link explains, and we fail to read the server too. What the
 * server said before its partner's change is history. A stamp has whole seconds, so the order of the two can not
 * always be told; then (normal, communications-interrupted) with a failing poll is the loss itself.
 */
function lossProven(server: Word, partner: Word): boolean {
  const failing = server.server.omapi.consecutiveFailures > 0;
  const partnerReadable = partner.server.omapi.consecutiveFailures === 0;
  if (!failing || !partnerReadable) return false;
  const partnerLostIt =
    partner.phase === 'interrupted' ||
    partner.phase === 'partner-down' ||
    partner.view.localState === 'resolution-interrupted';
  if (!partnerLostIt) return false;
  return (
    server.view.observedAt < partner.since || (partner.phase === 'interrupted' && server.phase === 'normal')
  );
}
