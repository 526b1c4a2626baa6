import { type LogFact, type LogFactCode, meaningOf } from './facts.ts';

/** A fact as one server's log told it. */
export type Occurrence = {
  server: string;
  fact: LogFact;
  /** Milliseconds since 1970, by whichever clock the caller keeps to for this server. */
  atMs: number;
  /** How often, where one line stands for several. */
  times?: number;
};

/** The same thing, once or again and again. */
export type Run = {
  server: string;
  code: LogFactCode;
  /** Null for what counts each time by itself; such a run is never gone on with. */
  subject: string | null;
  firstAtMs: number;
  lastAtMs: number;
  count: number;
};

/** The runs that may still go on. Made by `coalesce`, or from stored runs by `openRuns`. */
export type OpenRuns = ReadonlyMap<string, Run>;

export type RunChange<O extends Occurrence> = {
  run: Run;
  /** The run began in this batch: an event to write. Otherwise one to bring up to date. */
  begun: boolean;
  /** The first and the latest occurrence of the batch, with whatever else the caller put in them. */
  first: O;
  latest: O;
};

/** What happens again within this time of its last time is the same event. */
export const RUN_WINDOW_MS = 600_000;
/** So many different things within ten minutes are trouble enough; the ones silent longest are let go. */
const MAX_OPEN_RUNS = 10_000;

/** Stored runs, such as after a restart, to go on with. */
export function openRuns(runs: Iterable<Run>): OpenRuns {
  return new Map([...runs].filter(({ subject }) => subject !== null).map((run) => [keyOf(run), run]));
}

/**
 * Counts what happens again as one: the same code about the same subject from the same server within ten minutes of
 * the last time. Gives one change for each run that the batch began or went on with, in the order of their first
 * occurrences, and the runs to pass in with the next batch.
 */
export function coalesce<O extends Occurrence>(
  open: OpenRuns,
  batch: readonly O[],
): { open: OpenRuns; changes: RunChange<O>[] } {
  const runs = new Map(open);
  const changes: RunChange<O>[] = [];
  const changeOf = new Map<string, RunChange<O>>();
  for (const occurrence of batch) {
    const { server, fact, atMs, times = 1 } = occurrence;
    const { subject } = meaningOf(fact);
    const once: Run = { server, code: fact.code, subject, firstAtMs: atMs, lastAtMs: atMs, count: times };
    const key = keyOf(once);
    const known = subject === null ? undefined : runs.get(key);
    const goesOn = known !== undefined && isWithin(known, atMs);
    const run = goesOn ? joined(known, once) : once;
    const change = goesOn ? changeOf.get(key) : undefined;
    if (change) {
      change.run = run;
      change.latest = occurrence;
    } else {
      const begun: RunChange<O> = { run, begun: !goesOn, first: occurrence, latest: occurrence };
      changes.push(begun);
      changeOf.set(key, begun);
    }
    if (subject !== null) {
      // Set anew, so that the map's order is that of the last time.
      runs.delete(key);
      runs.set(key, run);
    }
  }
  return { open: withoutEnded(runs), changes };
}

function keyOf({ server, code, subject }: Run): string {
  return JSON.stringify([server, code, subject]);
}

/** Late lines count too: a run may be gone on with before its beginning. */
function isWithin({ firstAtMs, lastAtMs }: Run, atMs: number): boolean {
  return atMs >= firstAtMs - RUN_WINDOW_MS && atMs <= lastAtMs + RUN_WINDOW_MS;
}

function joined(run: Run, once: Run): Run {
  return {
    ...run,
    firstAtMs: Math.min(run.firstAtMs, once.firstAtMs),
    lastAtMs: Math.max(run.lastAtMs, once.lastAtMs),
    count: run.count + once.count,
  };
}

/** A run has ended once its server's log is more than ten minutes further. */
function withoutEnded(runs: Map<string, Run>): OpenRuns {
  const latest = new Map<string, number>();
  for (const { server, lastAtMs } of runs.values()) {
    latest.set(server, Math.max(latest.get(server) ?? lastAtMs, lastAtMs));
  }
  const going = [...runs].filter(([, run]) => run.lastAtMs + RUN_WINDOW_MS >= (latest.get(run.server) ?? 0));
  return new Map(going.slice(-MAX_OPEN_RUNS));
}
