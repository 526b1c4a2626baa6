import { countOf } from '../../../pair/count.ts';
import type { ReportFacts } from '../facts.ts';
import { type Argument, HINT, SIGN, STRONG, type Suspicion, weighing } from './cause.ts';
import { clocksApart, refusals } from './clock-refusal.ts';
import { at, bothIn, evidenceOf, isRefused, linesOf, movesOf, ms, outagesOf } from './signs.ts';
import { namesOf } from './words.ts';

const ALONE = 'communications-interrupted';

/** What parts both at once is noticed by both within max-response-delay. */
const TOGETHER_MS = 2 * 60_000;

/** From so many times on a link is not steady. */
const OFTEN = 3;

/** Both servers ran and did not hear each other. */
export function partition(facts: ReportFacts): Suspicion | null {
  const apart = [...bothAlone(facts), ...heardNothing(facts)];
  if (apart.length === 0) return null;
  return {
    code: 'partition',
    claim: `the network between ${namesOf(facts.servers)} was cut or lost packets while both ran`,
    supports: [...apart, ...againAndAgain(facts)],
    against: [...oneDidNotRun(facts), ...weighing(STRONG, [...refusals(facts), ...clocksApart(facts)])],
  };
}

/** Seen of both at the same time it is all but proven; of one it is what the end of the other looks like, too. */
function bothAlone(facts: ReportFacts): Argument[] {
  const both = bothIn(facts, ALONE);
  if (both) {
    const sentence = `At ${at(both.from)} both servers ran, were read by Pairwatch, and were in ${ALONE}.`;
    return [{ weight: STRONG, sentence, evidence: both.evidence }];
  }
  for (const server of facts.servers) {
    const [move] = movesOf(facts, server, [ALONE]);
    if (!move) continue;
    const sentence = `${server.name} moved to ${ALONE} at ${at(ms(move.sortAt))}.`;
    return [{ weight: HINT, sentence, evidence: evidenceOf(move) }];
  }
  return [];
}

/** Where dhcpd at the other end merely ended, its machine closes the connection at once. */
function heardNothing(facts: ReportFacts): Argument[] {
  return facts.servers.flatMap((server) => {
    const [line] = linesOf(facts, server, ['link-timeout']);
    if (!line) return [];
    const sentence = `${server.name} heard nothing over a connection that stood: its log says so at ${at(ms(line.sortAt))}.`;
    return [{ weight: HINT, sentence, evidence: evidenceOf(line) }];
  });
}

function againAndAgain(facts: ReportFacts): Argument[] {
  for (const server of facts.servers) {
    const moves = movesOf(facts, server, [ALONE]);
    if (moves.length < OFTEN) continue;
    const sentence = `${server.name} lost contact ${countOf(moves.length, 'time')}, as over a link that comes and goes.`;
    return [{ weight: HINT, sentence, evidence: evidenceOf(...moves) }];
  }
  return [];
}

function oneDidNotRun(facts: ReportFacts): Argument[] {
  const moves = facts.servers.flatMap((server) => movesOf(facts, server, [ALONE]));
  for (const server of facts.servers) {
    const outage = outagesOf(facts, server, 'omapi').find(({ from }) =>
      moves.some((move) => move.server !== server.name && Math.abs(ms(move.sortAt) - from) <= TOGETHER_MS),
    );
    if (!outage) continue;
    const refused = isRefused(outage);
    const sentence = refused
      ? `The machine of ${server.name} refused connections to the OMAPI port when contact was lost: dhcpd did not run there.`
      : `${server.name} gave Pairwatch no word either when contact was lost.`;
    return [{ weight: refused ? STRONG : SIGN, sentence, evidence: outage.evidence }];
  }
  return [];
}
