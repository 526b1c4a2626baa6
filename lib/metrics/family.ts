import type { ProcessFigures } from '../contracts/system.ts';
import type { MetricsFacts } from '../store/metrics-facts.ts';

/** What the web server that is asked knows of itself. */
export type OwnFacts = {
  version: string;
  build: string;
  startedAt: number;
  process: ProcessFigures;
};

/** Everything metrics are made of. `stored` is null while the database cannot be read. */
export type Facts = { now: number; own: OwnFacts; stored: MetricsFacts | null };

/** One sample: the values of the labels in the order of the family's, and the value. */
export type Sample = { labels: readonly (string | number)[]; value: number };

/** A metric with all its samples. What is not known has no sample. */
export type Family = {
  name: string;
  help: string;
  labels: readonly string[];
  samples: (facts: Facts) => Sample[];
};

/** What a family of stored facts gives: nothing while the database cannot be read. */
export function stored(
  name: string,
  help: string,
  labels: readonly string[],
  samples: (facts: MetricsFacts) => Sample[],
): Family {
  return { name, help, labels, samples: (facts) => (facts.stored === null ? [] : samples(facts.stored)) };
}

export const bit = (value: boolean): number => (value ? 1 : 0);
export const seconds = (ms: number): number => ms / 1000;

/** A sample, or none when its value is not known. */
export function known(labels: Sample['labels'], value: number | null | undefined): Sample[] {
  return value === null || value === undefined ? [] : [{ labels, value }];
}
