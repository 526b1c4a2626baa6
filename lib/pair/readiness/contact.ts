import type { Evidence } from '../../contracts/verdict.ts';
import type { ServerFacts } from '../facts.ts';
import { type Word, type Words, wordsOf } from '../word.ts';
import { type ReadinessFacts, ROLES } from './facts.ts';
import { isoOf, type Outcome, worstOf } from './line.ts';

/** Both servers say normal of themselves and of each other, by fresh words. */
export function bothNormalLine({ pair }: ReadinessFacts, now: number): Outcome {
  const words = wordsOf(pair, now);
  return worstOf(ROLES.map((role) => wordOutcome(pair[role], words[role])));
}

function wordOutcome(server: ServerFacts, word: Word | null): Outcome {
  const { name, role } = server;
  if (word === null) {
    return {
      status: 'unknown',
      figure: null,
      text: `${name} gives no word of its state.`,
      nextStep: `Make ${name} readable for Pairwatch.`,
      evidence: failureEvidence(server),
    };
  }
  const { localState, partnerState, hierarchy } = word.view;
  const evidence = [wordEvidence(word)];
  const figure = localState;
  if (localState !== 'normal') {
    const nextStep = `Do as the verdict on the pair says.`;
    return { status: 'fail', figure, text: `${name} is in ${localState}.`, nextStep, evidence };
  }
  if (partnerState !== 'normal') {
    return {
      status: 'fail',
      figure,
      text: `${name} is in normal, but last heard ${partnerState} from its partner.`,
      nextStep: `Check the failover connection of ${name}.`,
      evidence,
    };
  }
  if (hierarchy !== role) {
    return {
      status: 'unknown',
      figure,
      text: `${name} says it is the ${hierarchy}, and the settings say ${role}, so each share is taken for the other.`,
      nextStep: `Check host and role of ${name} in the settings.`,
      evidence,
    };
  }
  return {
    status: 'pass',
    figure,
    text: 'Both servers are in normal and say so of each other.',
    nextStep: null,
    evidence,
  };
}

/**
 * OMAPI answers on both. A refused connection is the host's own word that nobody listens; whether a server that
 * merely can't be reached or read is well, nobody can tell.
 */
export function omapiLine({ pair }: ReadinessFacts, now: number): Outcome {
  const words = wordsOf(pair, now);
  const slowestMs = Math.max(...ROLES.map((role) => pair[role].omapi.roundTripMs ?? 0));
  return worstOf(
    ROLES.map((role): Outcome => {
      const { name, omapi } = pair[role];
      const word = words[role];
      if (word !== null) {
        return {
          status: 'pass',
          figure: slowestMs > 0 ? `${slowestMs.toFixed(1)} ms` : null,
          text: 'Both servers answer OMAPI.',
          nextStep: null,
          evidence: [wordEvidence(word)],
        };
      }
      return {
        status: omapi.failure?.kind === 'refused' ? 'fail' : 'unknown',
        figure: null,
        text: `${name} does not answer OMAPI.`,
        nextStep: `Check that dhcpd runs on ${name} and that Pairwatch reaches its omapi-port.`,
        evidence: failureEvidence(pair[role]),
      };
    }),
  );
}

/** What is happening already, where a word says so: then it is too late to be ready. Null when none does. */
export function happening({ pair }: ReadinessFacts, now: number): string | null {
  const words = wordsOf(pair, now);
  const isHappening = ROLES.some((role) => words[role] !== null && words[role].view.localState !== 'normal');
  return isHappening ? `${ROLES.map((role) => statusOf(pair[role], words, role)).join(', ')}.` : null;
}

function statusOf({ name }: ServerFacts, words: Words, role: keyof Words): string {
  const word = words[role];
  return word === null ? `${name} gives no word` : `${name} is in ${word.view.localState}`;
}

function wordEvidence({ server: { name }, view }: Word): Evidence {
  const { localState, partnerState, observedAt } = view;
  return {
    server: name,
    source: 'omapi',
    text: `${name} is in ${localState}; the last state it heard from its partner is ${partnerState}.`,
    observedAt: isoOf(observedAt),
  };
}

function failureEvidence({ name, omapi: { failure, lastAttemptAt } }: ServerFacts): Evidence[] {
  if (failure === null || lastAttemptAt === null) return [];
  return [{ server: name, source: 'omapi', text: failure.message, observedAt: isoOf(lastAttemptAt) }];
}
