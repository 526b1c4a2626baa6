import type { CollectorFigures, Durations } from '../contracts/system.ts';

/** What figures are of: long enough for a percentile, short enough to show what is wrong now. */
const SPAN_MS = 5 * 60_000;
/** A fleet of hundreds of servers must not make its own meter a burden; beyond that the oldest are dropped. */
const MOST_KEPT = 20_000;

type Sample = { at: number; ms: number };

/** Durations of one thing, the latest ones. */
class Gauge {
  #samples: Sample[] = [];

  add(at: number, ms: number): void {
    this.#samples.push({ at, ms });
    if (this.#samples.length > 2 * MOST_KEPT) this.#samples = this.#samples.slice(-MOST_KEPT);
  }

  /** Those of the span that ends at `now`. */
  read(now: number): Durations {
    this.#samples = this.#samples.filter(({ at }) => now - at < SPAN_MS).slice(-MOST_KEPT);
    return durationsOf(this.#samples.map(({ ms }) => ms));
  }
}

/** Percentiles by nearest rank; all 0 of nothing. */
export function durationsOf(values: readonly number[]): Durations {
  const sorted = [...values].sort((one, other) => one - other);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50Ms: rank(0.5), p95Ms: rank(0.95), maxMs: sorted.at(-1) ?? 0 };
}

type PollTold = { kind: string; at: number; tookMs: number; lateMs: number; failed: boolean };
type Polls = { took: Gauge; late: Gauge; failed: Gauge };

/** Measures how the collector keeps up. All times are the caller's. */
export class Meter {
  readonly #startedAt: number;
  readonly #polls = new Map<string, Polls>();
  readonly #ingest = new Gauge();

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  poll({ kind, at, tookMs, lateMs, failed }: PollTold): void {
    const polls = this.#polls.get(kind) ?? { took: new Gauge(), late: new Gauge(), failed: new Gauge() };
    this.#polls.set(kind, polls);
    polls.took.add(at, tookMs);
    polls.late.add(at, lateMs);
    if (failed) polls.failed.add(at, 0);
  }

  ingest(at: number, tookMs: number): void {
    this.#ingest.add(at, tookMs);
  }

  read(now: number): Pick<CollectorFigures, 'spanMs' | 'polls' | 'ingest'> {
    return {
      spanMs: Math.max(0, Math.min(SPAN_MS, now - this.#startedAt)),
      polls: [...this.#polls].map(([kind, { took, late, failed }]) => ({
        kind,
        took: took.read(now),
        late: late.read(now),
        failed: failed.read(now).count,
      })),
      ingest: this.#ingest.read(now),
    };
  }
}
