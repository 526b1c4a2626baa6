import type { ReportFacts, ServerFacts } from '../facts.ts';
import { type Argument, HINT, SAID, STRONG, type Suspicion, strongest } from './cause.ts';
import { changedBefore, endedNot, partnerLostIt, wasMeant } from './ended.ts';
import { machineUp, portClosed, unanswered } from './machine.ts';
import { at, evidenceOf, linesOf, movesOf, ms, type Outage, outagesOf } from './signs.ts';

/** Lines after which dhcpd is gone, by its own word (reference 6). */
const ENDED_ITSELF = ['ended-by-itself', 'impossible-case', 'transition-fatal'];

const BACK_WITHIN_MS = 60_000;

/** dhcpd crashed or was killed while its machine ran on. */
export function processDeath(facts: ReportFacts): Suspicion | null {
  return strongest(
    facts.servers.flatMap((server) => {
      const outages = outagesOf(facts, server, 'omapi');
      const said = saidSo(facts, server);
      const claim = `dhcpd on ${server.name} ended while its machine ran on`;
      if (outages.length === 0) return [{ code: 'process-death', claim, supports: said, against: [] }];
      return outages.map((outage) => {
        const closed = portClosed(server, outage);
        const up = machineUp(server, outage);
        return {
          code: 'process-death',
          claim,
          // That it was lost and came back fits a machine that went down as well.
          supports:
            said.length + closed.length + up.length === 0
              ? []
              : [
                  ...said,
                  ...closed,
                  ...up,
                  ...partnerLostIt(facts, server, outage),
                  ...cameBack(facts, server, outage),
                ],
          against: [
            ...endedNot(facts, server, outage),
            ...wasMeant(facts, server, outage),
            ...changedBefore(facts, server, outage),
            ...unanswered(server, outage, STRONG),
          ],
        };
      });
    }),
  );
}

function saidSo(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [line] = linesOf(facts, server, ENDED_ITSELF);
  if (!line) return [];
  return [{ weight: SAID, sentence: line.sentence, evidence: evidenceOf(line) }];
}

function cameBack(facts: ReportFacts, server: ServerFacts, { from, until }: Outage): Argument[] {
  if (until === null) return [];
  const [move] = movesOf(facts, server, ['startup']).filter(
    ({ sortAt }) => ms(sortAt) > from && ms(sortAt) <= until + BACK_WITHIN_MS,
  );
  if (!move) return [];
  const sentence = `dhcpd on ${server.name} was in startup at ${at(ms(move.sortAt))}: it had been started anew.`;
  return [{ weight: HINT, sentence, evidence: evidenceOf(move) }];
}
