import type { EndpointDto } from '../contracts/endpoint.ts';
import { SEVERITIES } from '../contracts/severity.ts';
import type { MetricsFacts } from '../store/metrics-facts.ts';
import { bit, type Family, seconds, stored } from './family.ts';
import { isCollectorUp } from './own.ts';

/** Metrics of alerts, incidents and the messages about them. Alerts live by the collector: without it none is known. */
export const TELLING_FAMILIES: readonly Family[] = [
  stored(
    'pairwatch_alerts',
    'Alerts that go on; pair is empty for those about Pairwatch itself. None while the collector is silent.',
    ['pair', 'severity', 'phase'],
    (facts) => {
      if (!isCollectorUp(facts)) return [];
      return [...facts.pairs.map(({ name }) => name), null].flatMap((pair) =>
        SEVERITIES.flatMap((severity) =>
          ['pending', 'firing'].map((phase) => ({
            labels: [pair ?? '', severity, phase],
            value: countOf(facts, { pair, severity, phase }),
          })),
        ),
      );
    },
  ),
  stored(
    'pairwatch_alerts_known',
    'Whether it is known which alerts and incidents go on: the collector lives.',
    [],
    (facts) => [{ labels: [], value: bit(isCollectorUp(facts)) }],
  ),
  stored(
    'pairwatch_incidents_open',
    'Open incidents of a pair. None while the collector is silent.',
    ['pair'],
    (facts) =>
      isCollectorUp(facts)
        ? facts.pairs.map(({ name }) => ({
            labels: [name],
            value: facts.openIncidents.filter((pair) => pair === name).length,
          }))
        : [],
  ),
  stored(
    'pairwatch_endpoint_enabled',
    'Whether messages are sent to an endpoint: it is neither disabled nor unusable.',
    ['endpoint'],
    each(({ disabled, unusable }) => bit(disabled === null && unusable === null)),
  ),
  stored(
    'pairwatch_deliveries',
    'Messages of the last 30 days that an endpoint took (delivered) or that were given up (dead).',
    ['endpoint', 'result'],
    ({ endpoints }) =>
      endpoints.flatMap(({ name, counts }) =>
        (['delivered', 'dead'] as const).map((result) => ({ labels: [name, result], value: counts[result] })),
      ),
  ),
  stored(
    'pairwatch_outbox_waiting',
    'Messages that wait for an endpoint to take them.',
    ['endpoint'],
    each(({ counts }) => counts.waiting),
  ),
  stored(
    'pairwatch_outbox_oldest_waiting_age_seconds',
    'How long the oldest message that waits has waited; 0 while none does.',
    ['endpoint'],
    each(({ oldestWaitingAt }, now) =>
      oldestWaitingAt === null ? 0 : Math.max(0, seconds(now - Date.parse(oldestWaitingAt))),
    ),
  ),
  stored(
    'pairwatch_endpoint_last_delivery_timestamp_seconds',
    'When an endpoint last took a message; none before the first time.',
    ['endpoint'],
    each(({ lastDeliveredAt }) => (lastDeliveredAt === null ? null : seconds(Date.parse(lastDeliveredAt)))),
  ),
];

type Counted = Omit<MetricsFacts['alerts'][number], 'count'>;

function countOf({ alerts }: MetricsFacts, { pair, severity, phase }: Counted): number {
  const found = alerts.find(
    (each) => each.pair === pair && each.severity === severity && each.phase === phase,
  );
  return found?.count ?? 0;
}

function each(value: (endpoint: EndpointDto, now: number) => number | null) {
  return ({ endpoints, now }: MetricsFacts) =>
    endpoints.flatMap((endpoint) => {
      const found = value(endpoint, now);
      return found === null ? [] : [{ labels: [endpoint.name], value: found }];
    });
}
