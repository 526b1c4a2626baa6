import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { HeartbeatTarget } from './endpoint.ts';
import { explain } from './failure.ts';
import { ask } from './http.ts';
import { refusalIn } from './refusal.ts';
import { TRY_TIMEOUT_MS, withTimeLimit } from './time-limit.ts';

export type HeartbeatOptions = {
  targets: readonly HeartbeatTarget[];
  clock: Clock;
  random: () => number;
  log: Pick<Logger, 'warn' | 'info'>;
  /** false, or the reason, while Pairwatch does not do its work: nobody is asked then, so that the silence is noticed. */
  isWorking: () => boolean | string;
  tryTimeoutMs?: number;
};

export type HeartbeatStatus = { name: string; failingSince: number | null; error: string | null };

/** One that did not arrive is repeated after as long at most: who listens waits a little longer than `everyMs`, not twice as long. */
const REPEAT_AFTER_MS = 30_000;
/** Targets are asked first within as long at most, not all in one moment. */
const FIRST_WITHIN_MS = 5_000;

const USER_AGENT = 'Pairwatch-Heartbeat/1';

/** Asks each target for its url every `everyMs`, as long as Pairwatch works. */
export function createHeartbeats(options: HeartbeatOptions) {
  const stopping = new AbortController();
  const beats = options.targets.map((target) => createBeat(target, options, stopping.signal));
  return {
    start(): void {
      for (const beat of beats) beat.start();
    },
    /** Since when each fails and why; null: it does not. */
    status: (): HeartbeatStatus[] => beats.map((beat) => beat.status()),
    /** Gives up the tries under way and waits until nothing runs. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(beats.map((beat) => beat.stop()));
    },
  };
}

function createBeat(target: HeartbeatTarget, options: HeartbeatOptions, stop: AbortSignal) {
  const { clock, random, log, isWorking, tryTimeoutMs = TRY_TIMEOUT_MS } = options;
  const { name, everyMs } = target;
  let failure: { since: number; error: string } | null = null;
  let withheldFor: boolean | string = true;
  let cancelTimer: () => void = () => {};
  let beating: Promise<void> = Promise.resolve();

  function beatAfter(delayMs: number): void {
    if (stop.aborted) return;
    cancelTimer = clock.after(delayMs, () => {
      beating = beat();
    });
  }

  async function beat(): Promise<void> {
    const startedAt = clock.now();
    const arrived = mayBeat() && (await tryOnce(startedAt));
    const takenMs = Math.max(0, clock.now() - startedAt);
    const pauseMs = arrived ? everyMs : Math.min(everyMs, REPEAT_AFTER_MS);
    beatAfter(Math.max(0, pauseMs - takenMs));
  }

  function mayBeat(): boolean {
    const reason = isWorking();
    if (reason !== withheldFor) {
      withheldFor = reason;
      if (reason === true) log.info({ heartbeat: name }, 'heartbeat goes on');
      else log.warn({ heartbeat: name, reason: reason || null }, 'heartbeat is withheld');
    }
    return reason === true;
  }

  /** Whether it arrived. */
  async function tryOnce(at: number): Promise<boolean> {
    const error = await askOnce();
    // A try cut short by our own stop proves nothing.
    if (stop.aborted) return false;
    if (error === null && failure) log.info({ heartbeat: name }, 'heartbeat arrives again');
    if (error !== null && !failure) log.warn({ heartbeat: name, error }, 'heartbeat does not arrive');
    failure = error === null ? null : { since: failure?.since ?? at, error };
    return error === null;
  }

  /** Why it did not arrive; null: it did. */
  function askOnce(): Promise<string | null> {
    return withTimeLimit({ clock, limitMs: tryTimeoutMs, stop }, async (signal) => {
      try {
        const headers = { 'user-agent': USER_AGENT, ...target.headers };
        return refusalIn(await ask(target, { method: 'GET', headers }, signal), target.url);
      } catch (error) {
        return explain(signal.aborted ? signal.reason : error);
      }
    });
  }

  return {
    start: () => beatAfter(random() * Math.min(everyMs, FIRST_WITHIN_MS)),
    status: () => ({ name, failingSince: failure?.since ?? null, error: failure?.error ?? null }),
    stop(): Promise<void> {
      cancelTimer();
      return beating;
    },
  };
}
