import type { ServerFacts } from './facts.ts';
import type { Finding } from './judgement.ts';
import { phaseOf } from './phase.ts';
import type { Side } from './side.ts';
import { UNREAD_AFTER_FAILURES } from './word.ts';

/** What one word alone still proves, and what is left when there is none. */

/**
 * Failures in which dhcpd itself refused: it runs, so nobody may call it dead or its partner alone.
 * The kinds are those of the OMAPI client.
 */
const REFUSALS_OF_A_RUNNING_SERVER: readonly string[] = [
  'key-unknown',
  'key-not-selected',
  'key-needed',
  'secret-wrong',
  'signature-wrong',
  'algorithm-unsupported',
  'peer-unknown',
  'status',
];

/** The finding when only `heard` gave its word. Never healthy: half of the pair is not seen. */
export function findForOne(heard: Side, silent: ServerFacts): Finding {
  if (heard.answers === true) {
    if (heard.phase === 'normal') return monitorCannotReach(heard, silent);
    // A partner that recovers runs, but is silent as it should be.
    const recovers = phaseOf(heard.view.partnerState) === 'recovering';
    return runs(silent) && !recovers ? lostButRunning(heard, silent) : answersAlone(heard, silent);
  }
  return heard.phase === 'merging' ? mergingUnseen(heard, silent) : serviceUnproven(heard, silent);
}

/**
 * Normal proves a live connection, at most max-response-delay old (reference 2.1), so the silent server must not be
 * called dead: most likely the way from us to its OMAPI port is cut. Whether it answers clients is not seen, though,
 * and a host lost without a trace looks just so for the first seconds: hence `unknown`, neither degraded nor healthy.
 */
function monitorCannotReach(heard: Side, silent: ServerFacts): Finding {
  return {
    verdict: 'unknown',
    code: `monitor-cannot-reach-${silent.role}`,
    sentenceTemplate: `${silent.name} gives Pairwatch no word since {since} while ${heard.name} is in normal: the two hear each other.`,
    // A server that comes back is heard by its partner before we ask it again: until then it was lost to both.
    sinceAt: laterOf(silentSince(silent), heard.since),
    nextStep: nextStepOf(silent) ?? `Check that Pairwatch can reach the OMAPI port of ${silent.name}.`,
  };
}

function answersAlone(heard: Side, silent: ServerFacts): Finding {
  const deliberate = heard.phase === 'partner-down';
  return {
    verdict: 'degraded',
    code: deliberate ? `${silent.role}-declared-down` : `${silent.role}-unreachable`,
    sentenceTemplate: deliberate
      ? `${heard.name} answers alone, in partner-down since {since}. ${silent.name} gives Pairwatch no word.`
      : `${heard.name} answers alone since {since}. ${silent.name} is unreachable for us and for ${heard.name}.`,
    sinceAt: heard.since,
    nextStep: deliberate
      ? `Make sure that dhcpd on ${silent.name} is really off until it can reach ${heard.name} again.`
      : `Bring ${silent.name} back; set partner-down on ${heard.name} only if ${silent.name} is really off.`,
  };
}

function lostButRunning(heard: Side, silent: ServerFacts): Finding {
  const deliberate = heard.phase === 'partner-down';
  return {
    verdict: deliberate ? 'dangerous' : 'degraded',
    code: deliberate ? `${silent.role}-declared-down-but-runs` : `${silent.role}-lost-but-runs`,
    sentenceTemplate: deliberate
      ? `${silent.name} was declared down by ${heard.name}, but dhcpd runs there: since {since} both may give out the same addresses.`
      : `${heard.name} cannot hear ${silent.name} since {since}. dhcpd runs on ${silent.name}, but lets Pairwatch read nothing.`,
    sinceAt: heard.since,
    nextStep: nextStepOf(silent) ?? `Check the OMAPI key of ${silent.name} in the settings.`,
  };
}

/** A merge silences both servers (reference 3.1), so the word of one proves the silence of the other. */
function mergingUnseen(heard: Side, silent: ServerFacts): Finding {
  return {
    verdict: 'down',
    code: `merging-without-word-of-${silent.role}`,
    sentenceTemplate: `Nobody answers clients since {since}: ${heard.name} is in ${heard.view.localState}, and ${silent.name} gives no word.`,
    sinceAt: heard.since,
    nextStep: `Bring ${silent.name} back, so that ${heard.name} can finish.`,
  };
}

function serviceUnproven(heard: Side, silent: ServerFacts): Finding {
  const manner = heard.answers === false ? 'answers nobody' : 'may answer nobody';
  return {
    verdict: 'unknown',
    code: 'service-unproven',
    sentenceTemplate: `${heard.name} is in ${heard.view.localState} since {since} and ${manner}; ${silent.name} gives Pairwatch no word.`,
    sinceAt: heard.since,
    nextStep: `Check that dhcpd runs on ${silent.name}: if it does not, nobody answers clients.`,
  };
}

/** The finding when neither server gave its word. */
export function findForNone(primary: ServerFacts, secondary: ServerFacts): Finding {
  const attempted = primary.omapi.lastAttemptAt !== null || secondary.omapi.lastAttemptAt !== null;
  const lastWords = [primary, secondary].map(lastWordAt).filter((at) => at !== null);
  if (lastWords.length === 0) {
    return {
      verdict: 'unknown',
      code: attempted ? 'never-read' : 'not-polled-yet',
      sentenceTemplate: attempted
        ? `Neither ${primary.name} nor ${secondary.name} has ever given Pairwatch a word.`
        : `Neither ${primary.name} nor ${secondary.name} has been asked yet.`,
      sinceAt: null,
      nextStep: attempted ? (nextStepOf(primary) ?? nextStepOf(secondary) ?? CHECK_MONITOR) : null,
    };
  }
  if (isGone(primary) && isGone(secondary)) return neitherRuns(primary, secondary);
  const writing = [primary, secondary].find(({ stillWrites }) => stillWrites);
  return {
    verdict: 'unknown',
    code: 'no-word',
    sentenceTemplate: `No word from either ${primary.name} or ${secondary.name} since {since}.`,
    sinceAt: Math.max(...lastWords),
    nextStep: writing
      ? `Check the omapi-port of ${writing.name} and any firewall before it: its lease file still grows, so dhcpd runs there.`
      : CHECK_MONITOR,
  };
}

/**
 * Both hosts answer us, and on neither of them anything listens where dhcpd did: that is no cut of the network. What
 * answered OMAPI before and refuses it now is a dhcpd that ended.
 */
function neitherRuns(primary: ServerFacts, secondary: ServerFacts): Finding {
  const names = `${primary.name} and ${secondary.name}`;
  const lost = [primary, secondary].map(silentSince).filter((at) => at !== null);
  return {
    verdict: 'down',
    code: 'neither-runs',
    sentenceTemplate: `Nobody answers clients since {since}: dhcpd runs neither on ${primary.name} nor on ${secondary.name}; both hosts refuse the connection to it.`,
    sinceAt: lost.length > 0 ? Math.max(...lost) : null,
    nextStep: `Start dhcpd on ${names}; if it does not stay up, read its log there.`,
  };
}

/** Every server of every pair was lost at once: then the one thing they have in common is Pairwatch. */
export function blind(since: number): Finding {
  return {
    verdict: 'unknown',
    code: 'monitor-blind',
    sentenceTemplate:
      'Pairwatch reaches no server of any pair since {since}: most likely it is cut off itself.',
    sinceAt: since,
    nextStep: 'Check the network of the machine that Pairwatch runs on; the pairs may well be in order.',
  };
}

const CHECK_MONITOR =
  'Check that Pairwatch itself can reach the network of both servers, then look at the servers.';

function runs(server: ServerFacts): boolean {
  return REFUSALS_OF_A_RUNNING_SERVER.includes(server.omapi.failure?.kind ?? '');
}

/**
 * Nothing listens on its OMAPI port where it answered before, often enough not to be a restart. A firewall may refuse in
 * its name: then dhcpd still writes its leases.
 */
function isGone(server: ServerFacts): boolean {
  const { failure, consecutiveFailures } = server.omapi;
  const refuses = failure?.kind === 'refused' && consecutiveFailures >= UNREAD_AFTER_FAILURES;
  return refuses && lastWordAt(server) !== null && !server.stillWrites;
}

/** A server that refuses us is mended by what its refusal says, not by looking at the network. */
function nextStepOf(server: ServerFacts): string | null {
  return runs(server) ? (server.omapi.failure?.message ?? null) : null;
}

function lastWordAt(server: ServerFacts): number | null {
  return server.omapi.lastSuccessAt ?? server.view?.observedAt ?? null;
}

const laterOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

function silentSince(server: ServerFacts): number | null {
  return server.omapi.failingSince ?? lastWordAt(server);
}
