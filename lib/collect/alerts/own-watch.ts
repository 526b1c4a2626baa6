import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';

/** How often Pairwatch looks at itself. */
const EVERY_MS = 5_000;
const LOOKS_MISSED = 6;

export type OwnWatchOptions = {
  clock: Clock;
  log: Logger;
  /** Stores what follows from how Pairwatch does. */
  look: (now: number) => Promise<void>;
};

/** Looks every 5 s at how Pairwatch itself does: whether it sees anything, and whether those are told who are to be. */
export function createOwnWatch({ clock, log, look }: OwnWatchOptions) {
  let cancel: () => void = () => {};
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;
  let lookedAt: number | null = null;

  function turn(): void {
    const now = clock.now();
    looking = look(now)
      .then(() => {
        lookedAt = now;
      })
      .catch((error) => log.error({ err: error }, 'Pairwatch could not look at itself; it will try again'))
      .finally(() => {
        if (!isStopped) cancel = clock.after(EVERY_MS, turn);
      });
  }

  return {
    start: turn,
    /** Whether it could look of late: then the database takes what is written, and messages are sent. */
    isWorking: (): boolean => lookedAt !== null && Math.abs(clock.now() - lookedAt) < LOOKS_MISSED * EVERY_MS,
    async stop(): Promise<void> {
      isStopped = true;
      cancel();
      await looking;
    },
  };
}
