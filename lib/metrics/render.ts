import { Gauge, type OpenMetricsContentType, type PrometheusContentType, Registry } from 'prom-client';
import type { Facts, Family } from './family.ts';
import { OWN_FAMILIES } from './own.ts';
import { PAIR_FAMILIES } from './pairs.ts';
import { POOL_FAMILIES } from './pools.ts';
import { SOURCE_FAMILIES } from './sources.ts';
import { TELLING_FAMILIES } from './telling.ts';

/** Every metric there is, in the order of the answer. All are gauges: they tell what the database holds now. */
export const FAMILIES: readonly Family[] = [
  ...PAIR_FAMILIES,
  ...POOL_FAMILIES,
  ...SOURCE_FAMILIES,
  ...TELLING_FAMILIES,
  ...OWN_FAMILIES,
];

export type MetricsFormat = 'prometheus' | 'openmetrics';

/** The text that Prometheus scrapes, in one of its two formats, with the content type that goes with it. */
export async function renderMetrics(
  facts: Facts,
  format: MetricsFormat,
): Promise<{ contentType: string; text: string }> {
  const registry = new Registry<OpenMetricsContentType | PrometheusContentType>();
  registry.setContentType(
    format === 'openmetrics' ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE,
  );
  for (const family of FAMILIES) {
    const { name, help, labels } = family;
    const gauge = new Gauge({ name, help, labelNames: labels, registers: [] });
    registry.registerMetric(gauge);
    // A gauge without labels begins at 0, which would be told for what is not known.
    if (labels.length === 0) gauge.remove();
    for (const sample of family.samples(facts)) {
      gauge.set(
        Object.fromEntries(labels.map((label, at) => [label, sample.labels[at] ?? ''])),
        sample.value,
      );
    }
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}
