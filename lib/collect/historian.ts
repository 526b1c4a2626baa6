import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Tier } from '../contracts/history.ts';
import type { Database, Tx } from '../db/client.ts';
import { keptFor } from '../history/kept-for.ts';
import type { HistorySettings, RetentionSettings } from '../settings/settings.ts';
import { pruneAnsweringSpans } from '../store/answering-spans.ts';
import { pruneBacklogSpans } from '../store/backlog-spans.ts';
import { pruneClockSamples } from '../store/clock-samples.ts';
import { pruneEndedLeaseHours } from '../store/ended-leases.ts';
import {
  oldestInTier,
  pruneAlerts,
  pruneAudit,
  pruneEvents,
  pruneIncidents,
  pruneMessages,
  pruneTier,
  pruneWindows,
} from '../store/history-prune.ts';
import { COARSER_TIERS, makeCoarser, makeFiveMinutes } from '../store/history-rollup.ts';
import { oldestSpanEnd, pruneLeaseSpans } from '../store/lease-spans.ts';
import { pruneNewClientHours } from '../store/new-clients.ts';
import { prunePeriodReports } from '../store/period-reports.ts';
import { pruneReadinessSpans } from '../store/readiness-spans.ts';

export type Historian = {
  start(): void;
  /** Waits for the step under way; afterwards nothing runs again. */
  stop(): Promise<void>;
};

export type HistorianOptions = {
  db: Pick<Database, 'write'>;
  clock: Clock;
  log: Pick<Logger, 'error'>;
  retention: HistorySettings & RetentionSettings;
};

const EVERY_MS = 60_000;
const FIRST_AFTER_MS = 5_000;
/** What one transaction may remove: the readings that wait for it wait for milliseconds. */
const PRUNE_LIMIT = 500;
/** So many of these are taken at once, whatever they remove. */
const PRUNE_STEPS = 20;
/**
 * Beyond them, removal follows what comes in by going on through this much of the past: ten times what a round adds.
 * A clock that jumped ahead makes everything look old: what is removed in a minute then is not much.
 */
const PRUNE_SPAN_MS = 600_000;

/** Something that is kept for a time. */
type Kept = {
  task: string;
  keptMs: number;
  /** When the oldest of it ended; null when there is none. Absent for what grows so slowly that no removal falls behind. */
  oldest?: (tx: Tx) => Promise<number | null>;
  /** Removes at most PRUNE_LIMIT of what ended before a time; gives how many. */
  remove: (tx: Tx, before: number) => Promise<number>;
};

const tierKept = (tier: Tier, keptMs: number): Kept => ({
  task: `prune ${tier}`,
  keptMs,
  oldest: (tx) => oldestInTier(tx, tier),
  remove: (tx, before) => pruneTier(tx, { tier, before, limit: PRUNE_LIMIT }),
});

const leasesKept = (keptMs: number): Kept => ({
  task: 'prune lease history',
  keptMs,
  async oldest(tx) {
    const seconds = await oldestSpanEnd(tx);
    return seconds === null ? null : seconds * 1000;
  },
  remove: (tx, before) =>
    pruneLeaseSpans(tx, { beforeSeconds: Math.floor(before / 1000), limit: PRUNE_LIMIT }),
});

/** What happened in them in the last eight weeks was planned, as a report on a month says; each step of the alerts reads them all. */
const WINDOWS_MS = 100 * 86_400_000;

type Prune = (tx: Tx, which: { before: number; limit: number }) => Promise<number>;

const slowlyKept = (task: string, keptMs: number, prune: Prune): Kept => ({
  task,
  keptMs,
  remove: (tx, before) => prune(tx, { before, limit: PRUNE_LIMIT }),
});

/**
 * Sums samples up in their tiers once a minute and removes what was kept long enough. All of it in small transactions,
 * each of which leaves everything in order: it may be stopped, or killed, between any two.
 */
export function createHistorian({ db, clock, log, retention }: HistorianOptions): Historian {
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancelTimer: () => void = () => {};

  const times = keptFor(retention);
  const kept = [
    tierKept('raw', times.samples),
    tierKept('5m', times['five-minute sums']),
    tierKept('1h', times['hourly sums']),
    tierKept('6h', times['six-hour sums']),
    tierKept('1d', times['daily sums']),
    leasesKept(times['stays of leases']),
    slowlyKept('prune clocks', times['clock samples'], pruneClockSamples),
    slowlyKept('prune backlog', times.backlog, pruneBacklogSpans),
    slowlyKept('prune redundancy', times.redundancy, pruneAnsweringSpans),
    slowlyKept('prune readiness', times.readiness, pruneReadinessSpans),
    slowlyKept('prune new clients', times['new clients by hour'], (tx, { before }) =>
      pruneNewClientHours(tx, before),
    ),
    slowlyKept('prune ended leases', times['ended leases by hour'], (tx, { before }) =>
      pruneEndedLeaseHours(tx, before),
    ),
    // An incident goes with all it tells of; its alerts, which it points at, go after it.
    slowlyKept('prune incidents', times.incidents, pruneIncidents),
    slowlyKept('prune alerts', times.alerts, pruneAlerts),
    slowlyKept('prune messages', times.messages, pruneMessages),
    slowlyKept('prune windows', WINDOWS_MS, pruneWindows),
    slowlyKept('prune events', times.events, pruneEvents),
    slowlyKept('prune reports', times.reports, prunePeriodReports),
    slowlyKept('prune audit', times['audit log'], pruneAudit),
  ];

  /**
   * Repeats small steps while there is more to do, and gives whether there still is after the most of them. What fails
   * is tried again in a minute.
   */
  async function repeat(
    task: string,
    step: (tx: Tx) => Promise<boolean>,
    mostSteps = Number.POSITIVE_INFINITY,
  ): Promise<boolean> {
    try {
      for (let done = 0; done < mostSteps; done += 1) {
        if (stopped || !(await db.write(step))) return false;
        // SQLite answers before it is asked to wait: without this nobody else had a turn.
        await setImmediate();
      }
      return true;
    } catch (error) {
      log.error({ err: error, task }, 'the history could not be kept up');
      return false;
    }
  }

  async function prune({ task, keptMs, oldest, remove }: Kept): Promise<void> {
    const due = clock.now() - keptMs;
    const isMore = await repeat(task, async (tx) => (await remove(tx, due)) === PRUNE_LIMIT, PRUNE_STEPS);
    if (!isMore || !oldest) return;
    let end: number | null = null;
    await repeat(task, async (tx) => {
      end ??= Math.min(due, ((await oldest(tx)) ?? due) + PRUNE_SPAN_MS);
      return (await remove(tx, end)) === PRUNE_LIMIT;
    });
  }

  async function keepUp(): Promise<void> {
    await repeat('sum up five minutes', (tx) => makeFiveMinutes(tx, clock.now()));
    for (const tier of COARSER_TIERS) await repeat(`sum up ${tier}`, (tx) => makeCoarser(tx, tier));
    for (const each of kept) await prune(each);
  }

  function runAfter(delayMs: number): void {
    cancelTimer = clock.after(delayMs, () => {
      running = keepUp().finally(() => {
        running = null;
        if (!stopped) runAfter(EVERY_MS);
      });
    });
  }

  return {
    start: () => runAfter(FIRST_AFTER_MS),
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}
