import type { Evidence } from '../../../contracts/verdict.ts';
import type { ClockMeasurement, ReportFacts } from '../facts.ts';
import { type Argument, HINT, SAID, SIGN, STRONG, type Suspicion } from './cause.ts';
import { at, bothIn, evidenceOf, isOfIncident, iso, linesOf, movesOf, ms, outagesOf } from './signs.ts';
import { namesOf } from './words.ts';

/** dhcpd forms no link between clocks that are further apart (reference 9, point 13). */
const TOLERANCE_MS = 60_000;

/** In either server's words. */
const FOR_THE_CLOCKS = /time (offset too large|mismatch too great)/;
const REFUSALS = [
  'connection-refused-here',
  'connection-refused-by-partner',
  'connection-answer-refused',
  'disconnected-by-partner',
];

/** The clocks were so far apart that dhcpd refused to form the link. */
export function clockRefusal(facts: ReportFacts): Suspicion | null {
  const supports = [...refusals(facts), ...clocksApart(facts)];
  if (supports.length === 0) return null;
  return {
    code: 'clock-refusal',
    claim: `${namesOf(facts.servers)} refused to connect to each other because their clocks were more than 60 s apart`,
    supports,
    against: [...clocksTogether(facts), ...wasAwayLonger(facts)],
  };
}

export function refusals(facts: ReportFacts): Argument[] {
  return facts.servers.flatMap((server) => {
    const [line] = linesOf(facts, server, REFUSALS).filter(({ evidence }) =>
      evidence.some(({ text }) => FOR_THE_CLOCKS.test(text)),
    );
    if (!line) return [];
    return [{ weight: SAID, sentence: line.sentence, evidence: evidenceOf(line) }];
  });
}

export function clocksApart(facts: ReportFacts): Argument[] {
  const measured = measuredApart(facts).find(
    ({ valueMs, uncertaintyMs }) => Math.abs(valueMs) - uncertaintyMs > TOLERANCE_MS,
  );
  if (!measured) return [];
  const isApart = bothIn(facts, 'communications-interrupted') !== null;
  const by = `${Math.round(Math.abs(measured.valueMs) / 1000)} s`;
  const sentence = `The two clocks were measured ${by} apart at ${at(measured.at)}${isApart ? ', and both servers were out of contact' : ''}; dhcpd forms no link beyond 60 s.`;
  return [{ weight: isApart ? STRONG : HINT, sentence, evidence: [skewEvidence(measured)] }];
}

function clocksTogether(facts: ReportFacts): Argument[] {
  const measured = measuredApart(facts);
  const near = measured.find(
    ({ valueMs, uncertaintyMs }) => Math.abs(valueMs) + uncertaintyMs < TOLERANCE_MS,
  );
  const isFar = measured.some(
    ({ valueMs, uncertaintyMs }) => Math.abs(valueMs) - uncertaintyMs > TOLERANCE_MS,
  );
  if (!near || isFar) return [];
  const sentence = `At ${at(near.at)} the two clocks were measured less than 60 s apart.`;
  return [{ weight: SIGN, sentence, evidence: [skewEvidence(near)] }];
}

/** Clocks keep apart who has lost contact; they part nobody. */
function wasAwayLonger(facts: ReportFacts): Argument[] {
  const lines = facts.servers.flatMap((server) => linesOf(facts, server, REFUSALS));
  const times = lines.flatMap(({ sortAt, lastAt }) => [ms(sortAt), ...(lastAt ? [ms(lastAt)] : [])]);
  const refusedMs = times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
  for (const server of facts.servers) {
    const outage = outagesOf(facts, server, 'omapi').find(({ from, end }) => end - from > refusedMs);
    if (!outage) continue;
    const sentence = `${server.name} did not answer Pairwatch from ${at(outage.from)} on, longer than connections were refused for the clocks.`;
    return [{ weight: SIGN, sentence, evidence: outage.evidence }];
  }
  return [];
}

/** Of the time in which the two were out of contact. */
function measuredApart(facts: ReportFacts): ClockMeasurement[] {
  const times = facts.servers
    .flatMap((server) => movesOf(facts, server, ['communications-interrupted']))
    .map(({ sortAt }) => ms(sortAt));
  const lostAt = Math.min(...times);
  return facts.skew.filter(({ at }) => isOfIncident(facts, at) && at >= lostAt);
}

function skewEvidence({ method, at: measuredAt, valueMs, uncertaintyMs }: ClockMeasurement): Evidence {
  return {
    server: null,
    source: 'clock',
    text: `skew ${valueMs} ms ± ${uncertaintyMs} ms (${method})`,
    observedAt: iso(measuredAt),
  };
}
