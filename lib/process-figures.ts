import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProcessFigures } from './contracts/system.ts';

/** What the loop is looked at every: a delay is what goes beyond that. */
const RESOLUTION_MS = 10;
/** Histograms overlap by half, so that what is told is of 2 to 5 minutes. */
const SPAN_MS = 150_000;

/** Measures this process from here on. */
export function createProcessMeter(now: () => number): { read(): ProcessFigures } {
  const start = () => {
    const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    histogram.enable();
    return { histogram, since: now() };
  };
  let older = start();
  let younger = start();
  return {
    read() {
      if (now() - younger.since > SPAN_MS) {
        older.histogram.disable();
        [older, younger] = [younger, start()];
      }
      const { histogram } = older;
      const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
      const { rss, heapUsed } = process.memoryUsage();
      return {
        memory: { rssBytes: rss, heapUsedBytes: heapUsed },
        eventLoop: {
          p50Ms: beyond(histogram.percentile(50)),
          p99Ms: beyond(histogram.percentile(99)),
          // A histogram of nothing has a maximum of 0.
          maxMs: beyond(histogram.max),
        },
        node: process.version,
      };
    },
  };
}
