import type { ReportFacts } from '../facts.ts';
import { blind, type DarkTime, darkEvidence, darkTimes } from './both-down.ts';
import { type Argument, HINT, STRONG, type Suspicion, strongest } from './cause.ts';
import { partnerStillHeardIt } from './ended.ts';
import { portClosed } from './machine.ts';
import { isRefused, isUnanswered, outagesOf } from './signs.ts';

/** Only the way from Pairwatch to the servers was cut. */
export function monitor(facts: ReportFacts): Suspicion | null {
  return strongest([...ofOne(facts), ...ofBoth(facts)]);
}

function ofOne(facts: ReportFacts): Suspicion[] {
  return facts.servers.flatMap((server) =>
    outagesOf(facts, server, 'omapi').map((outage) => ({
      code: 'monitor' as const,
      claim: `Pairwatch lost sight of ${server.name} while the pair worked on`,
      supports: partnerStillHeardIt(facts, server, outage),
      against: portClosed(server, outage),
    })),
  );
}

function ofBoth(facts: ReportFacts): Suspicion[] {
  return darkTimes(facts).map((dark) => ({
    code: 'monitor' as const,
    claim: 'Pairwatch lost sight of both servers while they worked on',
    supports: [...blind(facts, dark), ...bothSilent(dark)],
    against: someRefused(dark),
  }));
}

function bothSilent(dark: DarkTime): Argument[] {
  if (!dark.outages.every(isUnanswered)) return [];
  const sentence =
    'Both servers left connections unanswered at once, as when the network of Pairwatch itself is cut.';
  return [{ weight: HINT, sentence, evidence: darkEvidence(dark) }];
}

function someRefused({ outages }: DarkTime): Argument[] {
  const refused = outages.find(isRefused);
  if (!refused) return [];
  const sentence =
    'A machine answered Pairwatch that nothing listens on the OMAPI port: the way there was open.';
  return [{ weight: STRONG, sentence, evidence: refused.evidence }];
}
