import type { ReportFacts, ServerFacts } from '../facts.ts';
import { type Argument, HINT, SIGN, STRONG, type Suspicion } from './cause.ts';
import { isAtBegin, plannedWork, TOLD_TO_END } from './ended.ts';
import { at, evidenceOf, linesOf, movesOf, ms, outagesOf } from './signs.ts';

const MINUTE_MS = 60_000;

/** Whoever is about to work on a pair silences it shortly before. */
const BEFORE_WORK_MS = 30 * MINUTE_MS;

/** Lines after which dhcpd shuts itself down: nobody told it to (reference 6.1). */
const PANIC = ['partner-state-invalid', 'transition-invalid', 'normal-during-conflict'];

/** Somebody stopped a server, or set its state, on purpose. */
export function operatorAction(facts: ReportFacts): Suspicion | null {
  const supports = [
    ...plannedWork(facts, facts.span.from, STRONG),
    ...facts.servers.flatMap((server) => [
      ...toldToEnd(facts, server),
      ...stateSet(facts, server),
      ...declaredDown(facts, server),
      ...leaseWritten(facts, server),
    ]),
  ];
  if (supports.length === 0) return null;
  return {
    code: 'operator-action',
    claim: 'somebody was working on the servers',
    supports: [...supports, ...silencedBefore(facts)],
    against: facts.servers.flatMap((server) => panicked(facts, server)),
  };
}

function toldToEnd(facts: ReportFacts, server: ServerFacts): Argument[] {
  const outages = outagesOf(facts, server, 'omapi');
  const [line] = linesOf(facts, server, TOLD_TO_END).filter(({ sortAt }) =>
    outages.some((outage) => isAtBegin(outage, ms(sortAt))),
  );
  if (!line) return [];
  const sentence = `dhcpd on ${server.name} was told to end at ${at(ms(line.sortAt))}: it says so in its log.`;
  return [{ weight: SIGN, sentence, evidence: evidenceOf(line) }];
}

/** No server pauses by itself, nor shuts down in good order (reference 3.1). */
function stateSet(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [move] = movesOf(facts, server, ['paused', 'shutdown']);
  if (!move) return [];
  const sentence = `${server.name} moved to ${move.to} at ${at(ms(move.sortAt))}, which it is told to.`;
  return [{ weight: STRONG, sentence, evidence: evidenceOf(move) }];
}

/** Straight from normal: not the answer to a partner that was lost. */
function declaredDown(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [move] = movesOf(facts, server, ['partner-down']).filter(({ from }) => from === 'normal');
  if (!move) return [];
  const sentence = `${server.name} moved from normal to partner-down at ${at(ms(move.sortAt))}, as when it is told that its partner is off.`;
  return [{ weight: SIGN, sentence, evidence: evidenceOf(move) }];
}

function leaseWritten(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [line] = linesOf(facts, server, ['lease-state-written', 'lease-end-written']);
  if (!line) return [];
  return [{ weight: HINT, sentence: line.sentence, evidence: evidenceOf(line) }];
}

function silencedBefore(facts: ReportFacts): Argument[] {
  const silence = facts.events.find(
    ({ kind, to, sortAt }) =>
      kind === 'action' &&
      to === 'silenced' &&
      ms(sortAt) <= facts.span.from &&
      ms(sortAt) >= facts.span.from - BEFORE_WORK_MS,
  );
  if (!silence) return [];
  return [{ weight: HINT, sentence: `Shortly before: ${silence.sentence}`, evidence: evidenceOf(silence) }];
}

function panicked(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [line] = linesOf(facts, server, PANIC);
  if (!line) return [];
  return [{ weight: STRONG, sentence: line.sentence, evidence: evidenceOf(line) }];
}
