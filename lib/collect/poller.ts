import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';

export type Poller = {
  start(): void;
  /** Polls as soon as it can: at once, or right after the poll now under way. */
  pollNow(): void;
  /** Aborts the poll under way and waits for it; afterwards nothing runs again. */
  stop(): Promise<void>;
};

export type PollerOptions = {
  /** Spreads first runs over the interval, so that many sources don't all start in the same instant. */
  name: string;
  /** Asked after every poll, so that the pace can follow the state of the pair. */
  intervalMs: () => number;
  clock: Clock;
  /** What a poll may take; 0.8 × interval unless said. */
  deadlineMs?: () => number;
  /** One poll; must not throw (a failure is data). `signal` aborts at the deadline and at `stop`. */
  poll: (signal: AbortSignal) => Promise<void>;
};

const DEADLINE_SHARE = 0.8;
/** Even a slow source is asked soon after a start: a page without figures helps nobody. */
const LONGEST_FIRST_WAIT_MS = 1_000;

/** A self-rescheduling timer around one source: never two polls at once, each with a deadline. */
export function createPoller({
  name,
  intervalMs,
  clock,
  poll,
  deadlineMs = () => intervalMs() * DEADLINE_SHARE,
}: PollerOptions): Poller {
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let controller: AbortController | null = null;
  let cancelTimer: () => void = () => {};

  function runAfter(delayMs: number): void {
    cancelTimer();
    if (!stopped) cancelTimer = clock.after(delayMs, () => void run());
  }

  async function run(): Promise<void> {
    cancelTimer();
    const startedAt = clock.now();
    const deadline = deadlineMs();
    const abort = new AbortController();
    // A source may ask many questions at once, each of which listens for the deadline.
    setMaxListeners(0, abort.signal);
    controller = abort;
    const cancelDeadline = clock.after(deadline, () => abort.abort(new PollDeadline(deadline)));
    running = poll(abort.signal).finally(() => {
      cancelDeadline();
      controller = null;
      running = null;
      const next = intervalMs();
      const pause = again ? 0 : next - (clock.now() - startedAt);
      again = false;
      // A clock set back meanwhile would have it wait for as long as the clock went back.
      runAfter(Math.min(Math.max(0, pause), next));
    });
    await running;
  }

  return {
    start: () => runAfter(hash(name) % Math.min(intervalMs(), LONGEST_FIRST_WAIT_MS)),
    pollNow() {
      if (running) again = true;
      else runAfter(0);
    },
    async stop() {
      stopped = true;
      cancelTimer();
      controller?.abort(new Error('Pairwatch is stopping'));
      await running;
    },
  };
}

/** Why a poll was given up: its deadline passed. */
export class PollDeadline extends Error {
  constructor(deadlineMs: number) {
    super(`no answer within ${Math.round(deadlineMs)} ms`);
    // The name by which fetch and the OMAPI client know that it was a deadline and not a change of mind.
    this.name = 'TimeoutError';
  }
}

/** FNV-1a, 32 bits: the same source starts at the same offset every time. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
