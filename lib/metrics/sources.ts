import type { SourceDto } from '../contracts/pair.ts';
import type { MetricsFacts } from '../store/metrics-facts.ts';
import { bit, type Family, seconds, stored } from './family.ts';
import { isBelieved } from './pairs.ts';

const LABELS = ['pair', 'server', 'source'] as const;

/** Metrics of the ways each server is read. */
export const SOURCE_FAMILIES: readonly Family[] = [
  stored(
    'pairwatch_source_up',
    'Whether a source was read lately and its last try succeeded.',
    LABELS,
    each((source) => bit(isUp(source))),
  ),
  stored(
    'pairwatch_source_last_success_timestamp_seconds',
    'When a source was last read; none before the first time.',
    LABELS,
    each(({ lastSuccessAt }) => (lastSuccessAt === null ? null : seconds(Date.parse(lastSuccessAt)))),
  ),
  stored(
    'pairwatch_source_duration_seconds',
    'How long the last reading took; none while the source is not up.',
    LABELS,
    each((source) => (isUp(source) && source.roundTripMs !== null ? seconds(source.roundTripMs) : null)),
  ),
  stored(
    'pairwatch_source_interval_seconds',
    'How often a source is to be read.',
    LABELS,
    each(({ intervalMs }) => seconds(intervalMs)),
  ),
  stored(
    'pairwatch_source_consecutive_failures',
    'How often in a row a source could not be read; none while nobody tries.',
    LABELS,
    each(({ freshness, consecutiveFailures }) =>
      isBelieved(freshness) || consecutiveFailures > 0 ? consecutiveFailures : null,
    ),
  ),
];

function isUp({ freshness, consecutiveFailures }: SourceDto): boolean {
  return isBelieved(freshness) && consecutiveFailures === 0;
}

function each(value: (source: SourceDto) => number | null) {
  return ({ pairs }: MetricsFacts) =>
    pairs.flatMap((pair) =>
      pair.servers.flatMap((server) =>
        server.sources.flatMap((source) => {
          const found = value(source);
          return found === null ? [] : [{ labels: [pair.name, server.name, source.kind], value: found }];
        }),
      ),
    );
}
