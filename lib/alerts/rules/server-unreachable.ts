import { freshness } from '../../pair/freshness.ts';
import { allOrNothing, noData, UNDECIDED } from './judgement.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onServers } from './subjects.ts';

export const serverUnreachable: PairRuleKind = {
  id: 'server-unreachable',
  title: 'Server unreachable',
  summary:
    'Pairwatch gets no answer from a server over OMAPI. Whether the pair is in trouble its partner tells.',
  about: 'server',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: MINUTE_MS, limits: {} }],
    keepFiringForMs: MINUTE_MS,
    noData: 'keep',
    opensIncident: true,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    onServers(facts, ({ name, isSettled, sources }, rule) => {
      const omapi = sources.find(({ kind }) => kind === 'omapi');
      if (!isSettled || !omapi) return UNDECIDED;
      // Nobody asked it of late: that says something about us, and nothing about the server.
      if (freshness(omapi.lastAttemptAt, omapi.intervalMs, facts.now) !== 'fresh')
        return noData(`${name} was not asked of late.`);
      const { failingSince, failure, lastAttemptAt } = omapi;
      const isFailing = failingSince !== null;
      return allOrNothing(rule, isFailing, {
        since: failingSince,
        sentence: isFailing
          ? `${name} gives Pairwatch no word over OMAPI: ${failure?.message ?? 'the reason was not recorded.'}`
          : `${name} answers Pairwatch over OMAPI.`,
        nextStep: null,
        evidence: [
          {
            server: name,
            source: 'omapi',
            text: isFailing
              ? `The last poll failed (${failure?.kind ?? 'not recorded'}).`
              : 'The last poll was answered.',
            observedAt: lastAttemptAt === null ? null : new Date(lastAttemptAt).toISOString(),
          },
        ],
      });
    }),
};
