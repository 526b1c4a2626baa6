import { formatDuration } from '../../../pair/duration.ts';
import type { ReportFacts, ServerFacts } from '../facts.ts';
import { type Argument, HINT, SAID, type Suspicion, strongest } from './cause.ts';
import { changedBefore, endedNot, isAtBegin, TOLD_TO_END } from './ended.ts';
import { at, evidenceOf, linesOf, ms, type Outage, outagesOf } from './signs.ts';

const MINUTE_MS = 60_000;

/** A restart takes seconds, with a large lease file a minute or two. */
const RESTART_MS = 3 * MINUTE_MS;

/** dhcpd was restarted to take up a changed configuration, or refused to start with it. */
export function configRestart(facts: ReportFacts): Suspicion | null {
  return strongest(
    facts.servers.flatMap((server) => {
      const refused = refusedToStart(facts, server);
      const claim = `dhcpd on ${server.name} was restarted for a change of its configuration`;
      const outages = outagesOf(facts, server, 'omapi');
      if (outages.length === 0)
        return [{ code: 'config-restart' as const, claim, supports: refused, against: [] }];
      return outages.map((outage) => {
        const changed = changedBefore(facts, server, outage);
        const reasons = [...refused, ...changed];
        return {
          code: 'config-restart' as const,
          claim,
          // A short absence alone tells nothing of a configuration.
          supports:
            reasons.length === 0
              ? []
              : [
                  ...reasons,
                  ...wasShort(server, outage),
                  ...toldToEnd(facts, server, outage),
                  ...started(facts, server, outage),
                ],
          against: endedNot(facts, server, outage),
        };
      });
    }),
  );
}

function refusedToStart(facts: ReportFacts, server: ServerFacts): Argument[] {
  const [line] = linesOf(facts, server, ['config-refused']);
  if (!line) return [];
  return [{ weight: SAID, sentence: line.sentence, evidence: evidenceOf(line) }];
}

function wasShort(server: ServerFacts, { from, until, evidence }: Outage): Argument[] {
  if (until === null || until - from > RESTART_MS) return [];
  const sentence = `dhcpd on ${server.name} was away for ${formatDuration(until - from)}, about as long as a restart takes.`;
  return [{ weight: HINT, sentence, evidence }];
}

function toldToEnd(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  const [line] = linesOf(facts, server, TOLD_TO_END).filter(({ sortAt }) => isAtBegin(outage, ms(sortAt)));
  if (!line) return [];
  const sentence = `dhcpd on ${server.name} was told to end, as a restart does: it says so in its log.`;
  return [{ weight: HINT, sentence, evidence: evidenceOf(line) }];
}

function started(facts: ReportFacts, server: ServerFacts, { from, until }: Outage): Argument[] {
  const [line] = linesOf(facts, server, ['started']).filter(
    ({ sortAt }) => ms(sortAt) > from && until !== null && ms(sortAt) <= until + MINUTE_MS,
  );
  if (!line) return [];
  const sentence = `The log of ${server.name} has dhcpd’s start at ${at(ms(line.sortAt))}.`;
  return [{ weight: HINT, sentence, evidence: evidenceOf(line) }];
}
