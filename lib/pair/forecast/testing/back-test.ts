import { learnArrivals, outlookFrom, whenCome } from '../arrivals.ts';
import { HOUR_MS } from '../week-curve.ts';
import { countedOf, MONDAY, type Shape, seeded, simulate } from './histories.ts';

const DAY_MS = 24 * HOUR_MS;
const HORIZON_MS = 7 * DAY_MS;

export type Score = {
  forecasts: number;
  /** Median of |forecast − truth| / (truth − now). */
  error: number;
  /** The same for one who takes the mean rate of the history for every hour. */
  errorOfMeanRate: number;
  /** Share of truths within the range, and before it: those are the ones that hurt. */
  within: number;
  before: number;
  /** Median of (high − low) / (truth − now). */
  width: number;
};

/** One forecast and what came of it. */
type Result = { now: number; truth: number; low: number; at: number; high: number; byMeanRate: number };

/**
 * Forecasts made at pseudo-random moments of simulated histories, when some number of addresses that really ran out within
 * seven days will have been taken, against when they were.
 */
export function backTest(shape: Shape, historyDays: number, { histories = 12, moments = 12 } = {}): Score {
  const results: Result[] = [];
  for (let seed = 1; seed <= histories; seed++) {
    const random = seeded(seed * 7919);
    const arrivals = simulate(shape, historyDays + 16, random);
    for (let moment = 0; moment < moments; moment++) {
      const now = MONDAY + (historyDays + 1 + (random() * HORIZON_MS) / DAY_MS) * DAY_MS;
      const coming = arrivals.filter((at) => at >= now && at < now + HORIZON_MS);
      const addresses = Math.floor(3 * (coming.length / 3) ** random());
      const truth = coming[addresses - 1];
      if (truth === undefined) continue; // next to nobody came: there is nothing to run out of
      const history = countedOf(arrivals, now - historyDays * DAY_MS, now);
      const { low, at, high } = whenCome(outlookFrom(learnArrivals(history), now), addresses);
      const clients = history.hours.reduce((sum, { count }) => sum + count, 0);
      const byMeanRate = now + (addresses / clients) * historyDays * DAY_MS;
      results.push({ now, truth, low, at, high, byMeanRate });
    }
  }
  const share = (isSo: (result: Result) => boolean) => results.filter(isSo).length / results.length;
  const typical = (distance: (result: Result) => number) =>
    median(results.map((result) => Math.abs(distance(result)) / (result.truth - result.now)));
  return {
    forecasts: results.length,
    error: typical(({ at, truth }) => at - truth),
    errorOfMeanRate: typical(({ byMeanRate, truth }) => byMeanRate - truth),
    within: share(({ low, truth, high }) => low <= truth && truth <= high),
    before: share(({ low, truth }) => truth < low),
    width: typical(({ low, high }) => high - low),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
