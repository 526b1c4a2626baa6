import type { Logger } from 'pino';

/** Tells the log that readings can't be stored, and that they can again: `failed` and `stored` are called for each reading. */
export type UnstoredLog = { failed(error: unknown): void; stored(): void };

/** What lasts is said once: a full disk meets every reading of every server, and the log may lie on it too. */
export function createUnstoredLog(log: Pick<Logger, 'error' | 'info'>, pair: string): UnstoredLog {
  let known: string | null = null;
  let count = 0;
  return {
    failed(error) {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== known)
        log.error({ err: error, pair }, 'a reading could not be stored; it will be found again');
      known = why;
      count += 1;
    },
    stored() {
      if (known !== null) log.info({ pair, count }, 'readings are stored again');
      known = null;
      count = 0;
    },
  };
}
