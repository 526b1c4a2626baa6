import type { PairDto, ServerDto } from '../contracts/pair.ts';
import { verdictSchema } from '../contracts/verdict.ts';
import { KNOWN_FAILOVER_STATES } from '../failover-states.ts';
import { freshness } from '../pair/freshness.ts';
import type { MetricsFacts } from '../store/metrics-facts.ts';
import { bit, type Family, known, type Sample, seconds, stored } from './family.ts';

/** Metrics of pairs and of their two servers. */
export const PAIR_FAMILIES: readonly Family[] = [
  stored(
    'dhcp_failover_state',
    'Failover state of a server by its own word: 1 for the state it is in, 0 for the others; none while that is not known.',
    ['pair', 'server', 'state'],
    ofServers((pair, server) => {
      const { state } = server;
      if (!isStateKnown(pair, server) || state === null) return [];
      const states = new Set<string>([...KNOWN_FAILOVER_STATES, state]);
      return [...states].map((each) => ({
        labels: [pair.name, server.name, each],
        value: bit(each === state),
      }));
    }),
  ),
  stored(
    'pairwatch_failover_state_known',
    'Whether the failover state of a server is known now.',
    ['pair', 'server'],
    ofServers((pair, server) => known([pair.name, server.name], bit(isStateKnown(pair, server)))),
  ),
  stored(
    'pairwatch_failover_state_since_timestamp_seconds',
    'Since when the server is in its failover state, as far as that is known.',
    ['pair', 'server'],
    ofServers((pair, server) =>
      isStateKnown(pair, server) ? known([pair.name, server.name], stamp(server.since)) : [],
    ),
  ),
  stored(
    'pairwatch_pair_verdict',
    'Verdict on a pair: 1 for the present one, 0 for the others. It turns to unknown by itself when checks fail to arrive.',
    ['pair', 'verdict'],
    ofPairs((pair) =>
      verdictSchema.options.map((verdict) => ({
        labels: [pair.name, verdict],
        value: bit(verdict === pair.verdict),
      })),
    ),
  ),
  stored(
    'pairwatch_pair_verdict_since_timestamp_seconds',
    'Since when the verdict on a pair holds.',
    ['pair'],
    ofPairs((pair) => known([pair.name], stamp(pair.since))),
  ),
  stored(
    'pairwatch_pair_check_age_seconds',
    'How long ago a pair was last checked; none before the first time.',
    ['pair'],
    ofPairs((pair, { now }) => known([pair.name], ageOf(pair.checkedAt, now))),
  ),
  stored(
    'pairwatch_pair_answering_servers',
    'How many servers of a pair answer clients; none while that is not known of both.',
    ['pair'],
    ofPairs((pair) => known([pair.name], answering(pair))),
  ),
  stored(
    'pairwatch_pair_answering_known',
    'Whether it is known how many servers of a pair answer clients.',
    ['pair'],
    ofPairs((pair) => known([pair.name], bit(answering(pair) !== null))),
  ),
  stored(
    'pairwatch_server_answering',
    'Whether a server answers clients; none while nothing proves it either way.',
    ['pair', 'server'],
    ofServers((pair, server) =>
      known([pair.name, server.name], server.answering === null ? null : bit(server.answering)),
    ),
  ),
  stored(
    'pairwatch_server_unacked_updates',
    'Backlog: lease updates of a server that its partner has not acknowledged; none while its state is not known.',
    ['pair', 'server'],
    ofServers((pair, server) =>
      isStateKnown(pair, server) ? known([pair.name, server.name], server.unackedUpdates) : [],
    ),
  ),
  stored(
    'pairwatch_pair_findings',
    'Findings about a pair that last.',
    ['pair', 'severity'],
    ofPairs((pair) =>
      isChecked(pair)
        ? (['error', 'warning'] as const).map((severity) => ({
            labels: [pair.name, severity],
            value: pair.findingCounts[severity],
          }))
        : [],
    ),
  ),
  stored(
    'pairwatch_pair_clock_skew_seconds',
    'Clock of the secondary minus clock of the primary; none while that is not known.',
    ['pair'],
    ofPairs((pair) => (isChecked(pair) && pair.skew ? known([pair.name], seconds(pair.skew.skewMs)) : [])),
  ),
  stored(
    'pairwatch_pair_clock_skew_uncertainty_seconds',
    'The skew may be off by this much either way.',
    ['pair'],
    ofPairs((pair) =>
      isChecked(pair) && pair.skew ? known([pair.name], seconds(pair.skew.uncertaintyMs)) : [],
    ),
  ),
  stored(
    'pairwatch_pair_clock_skew_age_seconds',
    'How long ago the skew was measured.',
    ['pair'],
    ofPairs((pair, { now }) =>
      isChecked(pair) && pair.skew ? known([pair.name], ageOf(pair.skew.measuredAt, now)) : [],
    ),
  ),
  stored(
    'pairwatch_pair_clock_skew_known',
    'Whether the skew of a pair is known.',
    ['pair'],
    ofPairs((pair) => known([pair.name], bit(isChecked(pair) && pair.skew !== null))),
  ),
  stored(
    'pairwatch_server_clock_offset_seconds',
    "Clock of a server minus Pairwatch's; none while its clock is not read.",
    ['pair', 'server'],
    ofClocks(({ offsetMs }) => seconds(offsetMs)),
  ),
  stored(
    'pairwatch_server_clock_offset_uncertainty_seconds',
    'The clock offset may be off by this much either way.',
    ['pair', 'server'],
    ofClocks(({ uncertaintyMs }) => seconds(uncertaintyMs)),
  ),
];

function ofPairs(samples: (pair: PairDto, facts: MetricsFacts) => Sample[]) {
  return (facts: MetricsFacts) => facts.pairs.flatMap((pair) => samples(pair, facts));
}

function ofServers(samples: (pair: PairDto, server: ServerDto) => Sample[]) {
  return ofPairs((pair) => pair.servers.flatMap((server) => samples(pair, server)));
}

type Measured = NonNullable<
  NonNullable<ReturnType<MetricsFacts['clocks']['get']>>['value']['servers'][number]['best']
>;

function ofClocks(value: (best: Measured) => number) {
  return ofPairs((pair, { clocks, now }) =>
    pair.servers.flatMap((server) => {
      const source = server.sources.find(({ kind }) => kind === 'clock');
      const best = clocks.get(pair.name)?.value.servers.find(({ name }) => name === server.name)?.best;
      if (!isChecked(pair) || source === undefined || !best) return [];
      if (freshness(best.at, source.intervalMs, now) === 'stale') return [];
      return [{ labels: [pair.name, server.name], value: value(best) }];
    }),
  );
}

/** `collector-silent` is what a judgement turns to that is too old to be believed. */
function isChecked({ code, checkedAt }: PairDto): boolean {
  return checkedAt !== null && code !== 'collector-silent';
}

function isStateKnown(pair: PairDto, { state, sources }: ServerDto): boolean {
  const omapi = sources.find(({ kind }) => kind === 'omapi');
  return state !== null && isChecked(pair) && omapi !== undefined && isBelieved(omapi.freshness);
}

/** Whether what a source told last may still be believed. */
export const isBelieved = (word: string): boolean => word === 'fresh' || word === 'late';

function answering({ servers }: PairDto): number | null {
  if (servers.length === 0 || servers.some((server) => server.answering === null)) return null;
  return servers.filter((server) => server.answering).length;
}

function stamp(iso: string | null): number | null {
  return iso === null ? null : seconds(Date.parse(iso));
}

function ageOf(iso: string | null, now: number): number | null {
  return iso === null ? null : seconds(now - Date.parse(iso));
}
