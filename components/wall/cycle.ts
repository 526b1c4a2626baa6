import { VERDICTS_BY_RISK, type Verdict } from '../../lib/contracts/verdict.ts';

/** What a wall shows of a pair's judgement. */
type Judged = { name: string; verdict: Verdict };

export type Showing = {
  name: string;
  sinceMs: number;
  /** The verdict each pair had when it was last looked at by this wall. */
  seen: ReadonlyMap<string, Verdict>;
};

/** A pair that is not healthy stays so many times as long. */
const LONGER = 2;

/** How long a pair stays before the next one comes. */
export function stayMs(verdict: Verdict, everyMs: number): number {
  return verdict === 'healthy' ? everyMs : LONGER * everyMs;
}

/**
 * What a wall shows at `nowMs`: the worst pair first, then each in the order of `ranked` (worst first) for its time. A pair that
 * turns worse than the one in sight comes at once. Null where there is no pair.
 */
export function nextShowing(
  before: Showing | null,
  ranked: readonly Judged[],
  nowMs: number,
  everyMs: number,
): Showing | null {
  const [worst] = ranked;
  if (!worst) return null;
  const here = ranked.find(({ name }) => name === before?.name);
  if (!before || !here) return show(before, worst, ranked, nowMs);
  const turned = ranked.find((pair) => hasTurned(pair, before) && isWorse(pair.verdict, here.verdict));
  if (turned) return show(before, turned, ranked, nowMs);
  if (nowMs - before.sinceMs >= stayMs(here.verdict, everyMs)) return step(before, ranked, nowMs, 1);
  return seenAt(before, here);
}

/** The pair after the one in sight, or the one before it, around. */
export function step(before: Showing, ranked: readonly Judged[], nowMs: number, by: 1 | -1): Showing {
  const here = ranked.findIndex(({ name }) => name === before.name);
  const next = ranked[(here + by + ranked.length) % ranked.length];
  return next ? show(before, next, ranked, nowMs) : before;
}

const hasTurned = ({ name, verdict }: Judged, { seen }: Showing) => seen.get(name) !== verdict;

const isWorse = (one: Verdict, other: Verdict) =>
  VERDICTS_BY_RISK.indexOf(one) < VERDICTS_BY_RISK.indexOf(other);

function show(before: Showing | null, pair: Judged, ranked: readonly Judged[], nowMs: number): Showing {
  const seen = before?.seen ?? new Map(ranked.map(({ name, verdict }) => [name, verdict]));
  return { name: pair.name, sinceMs: nowMs, seen: new Map(seen).set(pair.name, pair.verdict) };
}

/** The same one while nothing changed, so that nothing is drawn anew for it. */
function seenAt(before: Showing, here: Judged): Showing {
  if (!hasTurned(here, before)) return before;
  return { ...before, seen: new Map(before.seen).set(here.name, here.verdict) };
}

/** Seconds that an address asks for with `every`; what is no sensible number is the usual 15. */
export function everyMsOf(text: string | null): number {
  const seconds = text !== null && /^\d{1,4}$/.test(text) ? Number(text) : USUAL_SECONDS;
  return 1000 * (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS ? seconds : USUAL_SECONDS);
}

const USUAL_SECONDS = 15;
const LEAST_SECONDS = 3;
const MOST_SECONDS = 3600;
