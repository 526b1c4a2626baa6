import type { ReportFacts } from '../facts.ts';
import { type Argument, STRONG } from './cause.ts';
import { at, evidenceOf, movesOf, ms, outagesOf } from './signs.ts';

/** The servers lost each other, or we lost one, which the cause in question does not do. `why` follows a comma. */
export function partedAnyway(facts: ReportFacts, why: string): Argument[] {
  for (const server of facts.servers) {
    const [move] = movesOf(facts, server, [
      'communications-interrupted',
      'partner-down',
      'potential-conflict',
    ]);
    if (move) {
      const sentence = `${server.name} moved to ${move.to} at ${at(ms(move.sortAt))}, ${why}.`;
      return [{ weight: STRONG, sentence, evidence: evidenceOf(move) }];
    }
    const [outage] = outagesOf(facts, server, 'omapi');
    if (outage) {
      const sentence = `${server.name} did not answer Pairwatch from ${at(outage.from)} on, ${why}.`;
      return [{ weight: STRONG, sentence, evidence: outage.evidence }];
    }
  }
  return [];
}
