import type { ReportFacts } from '../facts.ts';
import { type Argument, SAID, SIGN, type Suspicion, strongest } from './cause.ts';
import { evidenceOf, linesOf } from './signs.ts';

/** Lines in which dhcpd says that it could not write (reference 6.3). */
const NOT_WRITTEN = [
  'commit-failed',
  'lease-not-written',
  'state-not-written',
  'state-not-recorded',
  'declaration-not-written',
  'rewrite-failed',
  'not-stored',
];

/** What a disk that failed leaves behind, and what an unlucky hand does. */
const NOT_READ = ['lease-file-missing', 'lease-file-corrupt'];

/** dhcpd could not write its lease file. */
export function disk(facts: ReportFacts): Suspicion | null {
  return strongest(
    facts.servers.map((server) => {
      const said = (codes: readonly string[], weight: Argument['weight']): Argument[] =>
        linesOf(facts, server, codes)
          .slice(0, 1)
          .map((line) => ({ weight, sentence: line.sentence, evidence: evidenceOf(line) }));
      return {
        code: 'disk',
        claim: `dhcpd on ${server.name} could not keep its lease file`,
        supports: [...said(NOT_WRITTEN, SAID), ...said(NOT_READ, SIGN)],
        against: [],
      };
    }),
  );
}
