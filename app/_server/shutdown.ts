import { liveHub } from './live.ts';

/** Answers take milliseconds; one that still hangs after this long is not waited for. */
const LAST_ANSWERS_MS = 500;

/**
 * On SIGTERM or SIGINT a browser's live stream, an answer that never ends by itself, would keep the process for as
 * long as Next is willing to wait. So the streams are ended here, and answers on their way have a last moment.
 */
export function endQuicklyOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      liveHub().close();
      setTimeout(() => process.exit(0), LAST_ANSWERS_MS);
    });
  }
}
