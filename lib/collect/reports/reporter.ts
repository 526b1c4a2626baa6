import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/client.ts';
import { type DueReport, dueReports } from '../../store/report-schedules.ts';
import { makeDueReport } from './make-due-report.ts';

export type Reporter = {
  start(): void;
  /** Waits for the report under way; afterwards nothing runs again. */
  stop(): Promise<void>;
};

export type ReporterOptions = {
  db: Pick<Database, 'read' | 'write'>;
  clock: Clock;
  log: Pick<Logger, 'info' | 'error'>;
  /** Called when there is something to send. */
  onTold: () => void;
};

const FIRST_AFTER_MS = 20_000;
const EVERY_MS = 60_000;

/** Makes the reports that schedules want, each once, and has them sent. What fails is tried again in a minute. */
export function createReporter({ db, clock, log, onTold }: ReporterOptions): Reporter {
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancelTimer: () => void = () => {};

  async function make(due: DueReport): Promise<void> {
    const { schedule, period } = due;
    const about = { schedule: schedule.id, period: period.name, pair: schedule.pair };
    try {
      const done = await makeDueReport(db, due, clock.now());
      if (done !== 'nothing') log.info(about, 'report made');
      if (done === 'made and told') onTold();
    } catch (error) {
      log.error({ err: error, ...about }, 'a report could not be made, will retry');
    }
  }

  async function look(): Promise<void> {
    try {
      for (const due of await db.read((tx) => dueReports(tx, clock.now()))) {
        if (stopped) return;
        await make(due);
      }
    } catch (error) {
      log.error({ err: error }, 'the schedules of reports could not be read');
    }
  }

  function runAfter(delayMs: number): void {
    cancelTimer = clock.after(delayMs, () => {
      running = look().finally(() => {
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
