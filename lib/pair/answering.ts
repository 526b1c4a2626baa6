import { FAILOVER_STATE_GLOSS, type FailoverState, isKnownFailoverState } from '../failover-states.ts';
import type { ServerFacts } from './facts.ts';
import type { Answering } from './judgement.ts';
import { phaseOf, servesClients } from './phase.ts';
import type { Word } from './word.ts';

/** Whether a server answers clients, from its own word alone (reference 3.1). */
export function answering(server: ServerFacts, word: Word | null): Answering {
  if (word === null)
    return { server: server.name, answering: null, reason: `${server.name} gives us no word.` };
  const { localState, partnerState } = word.view;
  if (!isKnownFailoverState(localState)) {
    return {
      server: server.name,
      answering: null,
      reason: `${localState} is no state dhcpd has a name for.`,
    };
  }
  const demand = servesClients(word.phase) ? demandOf(partnerState) : null;
  return {
    server: server.name,
    answering: servesClients(word.phase) && demand === null,
    reason: demand ?? `${localState}: ${FAILOVER_STATE_GLOSS[localState]}.`,
  };
}

/** The silence a partner's state demands of a server that would answer by its own state (reference 3.1). */
function demandOf(partnerState: FailoverState): string | null {
  if (partnerState === 'partner-down')
    return 'Silent, because its partner is in partner-down and serves alone.';
  if (phaseOf(partnerState) === 'merging') return 'Silent, because its partner is resolving conflicts.';
  return null;
}
