import type { ServerFacts } from '../facts.ts';
import { type Argument, SIGN, type Weight } from './cause.ts';
import { at, isRefused, isUnanswered, type Outage, timesTold } from './signs.ts';

/** Whether a machine ran while the dhcpd on it did not answer. */

/** The machine answered that nothing listens there. */
export function portClosed(server: ServerFacts, outage: Outage): Argument[] {
  if (!isRefused(outage)) return [];
  const sentence = `From ${at(outage.from)} on the machine of ${server.name} refused connections to the OMAPI port: it ran, and dhcpd did not listen.`;
  return [{ weight: SIGN, sentence, evidence: outage.evidence }];
}

export function machineUp(server: ServerFacts, outage: Outage): Argument[] {
  const evidence = timesTold(server, outage);
  if (evidence.length === 0) return [];
  const sentence = `The machine of ${server.name} told its time while dhcpd did not answer.`;
  return [{ weight: SIGN, sentence, evidence }];
}

/** A firewall may drop what a machine that runs would refuse. */
export function unanswered(server: ServerFacts, outage: Outage, weight: Weight): Argument[] {
  if (!isUnanswered(outage)) return [];
  const sentence = `${server.name} left connections to its OMAPI port unanswered, where a machine that runs refuses them.`;
  return [{ weight, sentence, evidence: outage.evidence }];
}
