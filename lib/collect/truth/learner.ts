import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';

/** What hours say of hours to come changes slowly. */
const LEARN_EVERY_MS = 30 * 60_000;

export type LearnerOptions = {
  clock: Clock;
  log: Pick<Logger, 'error'>;
  /** Name of the pair. */
  pair: string;
  learn: () => Promise<void>;
};

/** Learns at the start, and again and again, what the history says of the hours to come. */
export function createLearner({ clock, log, pair, learn }: LearnerOptions) {
  let isStopped = false;
  let cancel: () => void = () => {};
  let learning: Promise<void> = Promise.resolve();

  function learnAfter(delayMs: number): void {
    cancel = clock.after(delayMs, () => {
      learning = learn()
        .catch((error: unknown) => {
          const message =
            'the history of the leases could not be read; forecasts and what is usual wait for it';
          log.error({ err: error, pair }, message);
        })
        .finally(() => {
          if (!isStopped) learnAfter(LEARN_EVERY_MS);
        });
    });
  }

  return {
    start: () => learnAfter(0),
    async stop(): Promise<void> {
      isStopped = true;
      cancel();
      await learning;
    },
  };
}
