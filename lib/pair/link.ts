import type { Link } from './judgement.ts';
import { servesClients } from './phase.ts';
import type { Word } from './word.ts';

/**
 * The failover connection between the two, from what they say of it: dhcpd has no attribute for it. Only a state
 * that needs a live connection proves one, at most max-response-delay old (reference 2.1).
 */
export function linkBetween(primary: Word | null, secondary: Word | null): Link {
  return primary && secondary ? linkByBoth(primary, secondary) : linkByOne(primary ?? secondary);
}

function linkByBoth(primary: Word, secondary: Word): Link {
  const names = `${nameOf(primary)} and ${nameOf(secondary)}`;
  const claims = [claimOf(primary, secondary), claimOf(secondary, primary)];
  if (claims.includes('up') && claims.includes('down')) {
    const [lost, other] = claims[0] === 'down' ? [primary, secondary] : [secondary, primary];
    const text = `${nameOf(lost)} cannot hear ${nameOf(other)}, which says ${other.view.localState}.`;
    return { status: 'one-sided', text };
  }
  if (claims.includes('down')) return { status: 'down', text: `${names} are not connected.` };
  if (claims.every((claim) => claim === 'up') || recoverTogether(primary, secondary)) {
    return { status: 'up', text: `${names} are connected.` };
  }
  return { status: 'unknown', text: `The states of ${names} do not tell whether they are connected.` };
}

function linkByOne(word: Word | null): Link {
  if (word === null) return { status: 'unknown', text: 'Neither server gives us a word.' };
  const name = nameOf(word);
  if (lostLink(word)) return { status: 'down', text: `${name} cannot hear its partner, and neither can we.` };
  if (!needsLink(word)) {
    return { status: 'unknown', text: `The state of ${name} does not tell whether it hears its partner.` };
  }
  const delay = word.view.maxResponseDelaySeconds;
  return { status: 'unknown', text: `${name} heard its partner at most ${delay} s ago; we do not hear it.` };
}

function claimOf(word: Word, partner: Word): 'up' | 'down' | null {
  if (lostLink(word)) return 'down';
  if (needsLink(word)) return 'up';
  // In contact, a server in partner-down and a partner that serves would be in potential-conflict (reference 3.2).
  return word.phase === 'partner-down' && servesClients(partner.phase) ? 'down' : null;
}

function needsLink({ view }: Word): boolean {
  return ['normal', 'potential-conflict', 'conflict-done'].includes(view.localState);
}

function lostLink({ view }: Word): boolean {
  return view.localState === 'communications-interrupted' || view.localState === 'resolution-interrupted';
}

/** In a recovery each hears the other's steps over the connection, so knowing the present one proves it. */
function recoverTogether(one: Word, other: Word): boolean {
  const phases = [one.phase, other.phase];
  return (
    phases.includes('recovering') &&
    !phases.includes('starting') &&
    one.view.partnerState === other.view.localState &&
    other.view.partnerState === one.view.localState
  );
}

function nameOf(word: Word): string {
  return word.server.name;
}
