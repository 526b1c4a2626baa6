import type { EventSource } from '../../../contracts/event.ts';
import type { ReportFacts, ServerFacts } from '../facts.ts';
import { type Argument, HINT, SIGN, STRONG, type Suspicion, strongest, weighing } from './cause.ts';
import { endedNot, partnerLostIt, wasMeant } from './ended.ts';
import { machineUp, portClosed, unanswered } from './machine.ts';
import { isUnanswered, type Outage, outagesOf } from './signs.ts';

/** Ways to a machine that have nothing to do with dhcpd's own ports. */
const OTHER_WAYS: readonly EventSource[] = ['clock', 'leases', 'config', 'log'];
const WAY: Partial<Record<EventSource, string>> = {
  clock: 'its clock',
  leases: 'its lease file',
  config: 'its configuration',
  log: 'its log',
};

/** They are asked by the minute at the longest. */
const TOGETHER_MS = 3 * 60_000;

/** The machine went down: power, hardware, hypervisor, or all its network. */
export function serverDeath(facts: ReportFacts): Suspicion | null {
  return strongest(
    facts.servers.flatMap((server) =>
      outagesOf(facts, server, 'omapi').map((outage) => ({
        code: 'server-death' as const,
        claim: `the machine of ${server.name} went down or lost its network`,
        supports: [
          ...unanswered(server, outage, HINT),
          ...otherWays(facts, server, outage),
          ...partnerLostIt(facts, server, outage),
        ],
        against: [
          ...weighing(STRONG, [...portClosed(server, outage), ...machineUp(server, outage)]),
          ...endedNot(facts, server, outage),
          ...wasMeant(facts, server, outage),
        ],
      })),
    ),
  );
}

/** The first says most. */
function otherWays(facts: ReportFacts, server: ServerFacts, outage: Outage): Argument[] {
  return OTHER_WAYS.flatMap((way) => {
    const other = outagesOf(facts, server, way).find(
      (each) => isUnanswered(each) && Math.abs(each.from - outage.from) <= TOGETHER_MS,
    );
    return other ? [{ way, other }] : [];
  }).map(({ way, other }, index) => ({
    weight: index === 0 ? SIGN : HINT,
    sentence: `At the same time ${WAY[way]} could not be read any more: the machine did not answer.`,
    evidence: other.evidence,
  }));
}
