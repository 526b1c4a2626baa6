import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Tier } from '../contracts/history.ts';
import type { Database, Tx } from '../db/client.ts';
import type { HistorySettings } from '../settings/settings.ts';
import { pruneTier } from '../store/history-prune.ts';
import { makeFiveMinutes, makeHour } from '../store/history-rollup.ts';
import { pruneLeaseSpans } from '../store/lease-spans.ts';

export type Historian = {
  start(): void;
  /** Waits for the step under way; afterwards nothing runs again. */
  stop(): Promise<void>;
};

export type HistorianOptions = {
  db: Pick<Database, 'write'>;
  clock: Clock;
  log: Pick<Logger, 'error'>;
  retention: HistorySettings;
};

const EVERY_MS = 60_000;
const FIRST_AFTER_MS = 5_000;
/** What one transaction may remove: the readings that wait for it wait for milliseconds. */
const PRUNE_LIMIT = 500;
/** A clock that jumped ahead makes everything look old: what is removed in a minute then is not much. */
const PRUNE_STEPS = 20;

/**
 * Sums samples up in their tiers once a minute and removes what was kept long enough. All of it in small transactions,
 * each of which leaves everything in order: it may be stopped, or killed, between any two.
 */
export function createHistorian({ db, clock, log, retention }: HistorianOptions): Historian {
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancelTimer: () => void = () => {};

  const keptMs = { raw: retention.samplesMs, '5m': retention.fiveMinutesMs, '1h': retention.hoursMs };

  /** Repeats small steps while there is more to do; what fails is tried again in a minute. */
  async function repeat(
    task: string,
    step: (tx: Tx) => Promise<boolean>,
    mostSteps = Number.POSITIVE_INFINITY,
  ) {
    try {
      for (let done = 0; done < mostSteps && !stopped; done += 1) {
        if (!(await db.write(step))) return;
      }
    } catch (error) {
      log.error({ err: error, task }, 'the history could not be kept up');
    }
  }

  const prune = (task: string, step: (tx: Tx) => Promise<number>) =>
    repeat(task, async (tx) => (await step(tx)) === PRUNE_LIMIT, PRUNE_STEPS);

  const pruneOne = (tier: Tier) =>
    prune(`prune ${tier}`, (tx) =>
      pruneTier(tx, { tier, before: clock.now() - keptMs[tier], limit: PRUNE_LIMIT }),
    );

  async function keepUp(): Promise<void> {
    await repeat('sum up five minutes', (tx) => makeFiveMinutes(tx, clock.now()));
    await repeat('sum up hours', makeHour);
    await pruneOne('raw');
    await pruneOne('5m');
    await pruneOne('1h');
    await prune('prune lease history', (tx) => {
      const beforeSeconds = Math.floor((clock.now() - retention.leasesMs) / 1000);
      return pruneLeaseSpans(tx, { beforeSeconds, limit: PRUNE_LIMIT });
    });
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
