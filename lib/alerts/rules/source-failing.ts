import type { Evidence } from '../../contracts/verdict.ts';
import type { SourceHealth } from '../../pair/facts.ts';
import type { Finding } from '../../pair/finding.ts';
import { freshness } from '../../pair/freshness.ts';
import type { PairAlertFacts, ServerAlertFacts } from '../facts.ts';
import { allOrNothing, over, UNDECIDED } from './judgement.ts';
import { MINUTE_MS, type PairRuleKind } from './kind.ts';
import { onServers } from './subjects.ts';

/** A read that fails is a finding; one that neither fails nor comes to an end is only seen by its age. */
export const sourceFailing: PairRuleKind = {
  id: 'source-failing',
  title: 'Source failing',
  summary:
    'Something of a server can not be read, or was not for a while: its configuration, lease file, log, clock or counters. What it would tell is missing.',
  about: 'server',
  limits: {},
  defaults: {
    levels: [{ severity: 'warning', forMs: 2 * MINUTE_MS, limits: {} }],
    keepFiringForMs: MINUTE_MS,
    noData: 'keep',
    opensIncident: false,
    labels: {},
  },
  notKnown: null,
  judge: (facts) =>
    onServers(facts, (server, rule) => {
      if (!facts.decidedRooms.includes('source')) return UNDECIDED;
      const finding = failingOf(facts, server);
      if (finding && finding.severity !== 'info') return allOrNothing(rule, true, finding);
      if (!server.isSettled) return UNDECIDED;
      // What is muted is known to fail, and its age is no news.
      const stale = finding ? [] : staleOf(server, facts.now);
      if (stale.length === 0) return over(`All that is to be read of ${server.name} is read.`);
      const kinds = stale.map(({ kind }) => kind).join(', ');
      return allOrNothing(rule, true, {
        sentence: `${server.name} was not read for too long, though nothing failed: ${kinds}.`,
        nextStep: 'See in the log of the collector what it waits for, and restart it if it says nothing.',
        evidence: stale.map((source) => evidenceOf(server.name, source)),
      });
    }),
};

function failingOf({ findings }: PairAlertFacts, { name }: ServerAlertFacts): Finding | undefined {
  return findings.find(({ code, server }) => code === 'source-failing' && server === name);
}

/** OMAPI is told by other rules, and the counters come over it. */
function staleOf({ sources }: ServerAlertFacts, now: number): SourceHealth[] {
  const isOmapiSilent = sources.some(({ kind, failingSince }) => kind === 'omapi' && failingSince !== null);
  return sources.filter(
    ({ kind, failingSince, lastSuccessAt, intervalMs }) =>
      kind !== 'omapi' &&
      !(kind === 'pools' && isOmapiSilent) &&
      failingSince === null &&
      freshness(lastSuccessAt, intervalMs, now) === 'stale',
  );
}

function evidenceOf(server: string, { kind, lastSuccessAt }: SourceHealth): Evidence {
  const observedAt = lastSuccessAt === null ? null : new Date(lastSuccessAt).toISOString();
  return { server, source: kind, text: 'The last reading of it that succeeded.', observedAt };
}
