import { freshness } from '../../pair/freshness.ts';
import type { ServerAlertFacts } from '../facts.ts';
import { allOrNothing, noData, UNDECIDED } from './judgement.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onServers } from './subjects.ts';

export const partnerDownEntered: PairRuleKind = {
  id: 'partner-down-entered',
  title: 'Partner-down entered',
  summary:
    'A server was told, or decided by itself, that its partner is off. It takes over all addresses after MCLT, so the partner must really be off.',
  about: 'server',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: 0, limits: {} }],
    keepFiringForMs: MINUTE_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    onServers(facts, (server, rule) => {
      if (!server.isSettled) return UNDECIDED;
      const { name, state, stateSince } = server;
      if (state === null || !isStateFresh(server, facts.now))
        return noData(`${name} does not tell its state now.`);
      return allOrNothing(rule, state === 'partner-down', {
        since: stateSince,
        sentence:
          state === 'partner-down'
            ? `${name} is in partner-down: it answers alone and takes its partner for off.`
            : `${name} is in ${state}.`,
        nextStep:
          state === 'partner-down'
            ? `Make sure that dhcpd of the partner is really off, and stays so until it can reach ${name} again.`
            : null,
        evidence: [
          {
            server: name,
            source: 'omapi',
            text: `The state of ${name} is ${state}.`,
            observedAt: stateSince === null ? null : new Date(stateSince).toISOString(),
          },
        ],
      });
    }),
};

function isStateFresh({ sources }: ServerAlertFacts, now: number): boolean {
  const omapi = sources.find(({ kind }) => kind === 'omapi');
  return omapi !== undefined && freshness(omapi.lastSuccessAt, omapi.intervalMs, now) === 'fresh';
}
