import type { Clock } from '../../clock.ts';
import type { ClockReading } from '../../pair/clocks/facts.ts';
import { isReachError, ReachError } from '../error.ts';
import { unlessAborted } from '../unless-aborted.ts';
import { askSntp, nameOf, type SntpSample, type SntpServer } from './sntp-exchange.ts';
import type { KissCode } from './sntp-packet.ts';
import { synchronisedTo, UNSYNCHRONISED } from './synchronisation.ts';

export type SntpClockOptions = { spacingMs: number; timeoutMs: number; clock: Clock };

const SAMPLES = 4;
/** ntpd takes questions that come closer than this for abuse. */
const SPACING_MS = 2_000;
const TIMEOUT_MS = 2_000;
/** One may be lost on the way; two in one reading mean that nobody answers. */
const MOST_UNANSWERED = 2;
/** A minute, less what a poll may come early. */
const BETWEEN_BURSTS_MS = 59_000;
const FIRST_SLOWER_PACE_MS = 2 * 60_000;
const SLOWEST_PACE_MS = 60 * 60_000;
const DENIED_MS = 24 * 60 * 60_000;

/**
 * The clock of a server by SNTP. It is asked four times for a reading, or once if four times were less than a minute ago;
 * of the answers the one that came fastest is given. A server that says it is asked too often, or is not to be asked, is
 * left alone (RFC 5905 7.4).
 */
export class SntpClock {
  readonly #server: SntpServer;
  readonly #options: SntpClockOptions;
  readonly #timers = new Set<() => void>();
  #mayBurst = true;
  /** How far apart questions have to be since the server said that there were too many; 0 while it never did. */
  #paceMs = 0;
  /** Why the server is left alone, while it is. */
  #rest: ReachError | null = null;

  constructor(server: SntpServer, options: Pick<SntpClockOptions, 'clock'> & Partial<SntpClockOptions>) {
    this.#server = server;
    this.#options = { spacingMs: SPACING_MS, timeoutMs: TIMEOUT_MS, ...options };
  }

  /** Throws as `askSntp` does, and `rate-limited` or `denied` while the server is left alone. */
  async read(signal: AbortSignal): Promise<ClockReading> {
    if (this.#rest) throw this.#rest;
    const samples: SntpSample[] = [];
    let unanswered = 0;
    let failure: unknown;
    for (let left = this.#takeQuestions(); left > 0; left--) {
      try {
        if (samples.length + unanswered > 0) await this.#pause(signal);
        samples.push(await this.#ask(signal));
      } catch (error) {
        failure = error;
        unanswered += 1;
        const isLost = isReachError(error, 'timeout') && !signal.aborted;
        if (!isLost || unanswered === MOST_UNANSWERED) break;
      }
    }
    const [best] = samples.sort((one, other) => one.delayMs - other.delayMs);
    if (!best) throw failure;
    return readingOf(best);
  }

  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  /** How many questions this reading may ask. */
  #takeQuestions(): number {
    if (this.#paceMs > 0 || !this.#mayBurst) return 1;
    this.#mayBurst = false;
    this.#after(BETWEEN_BURSTS_MS, () => {
      this.#mayBurst = true;
    });
    return SAMPLES;
  }

  async #ask(signal: AbortSignal): Promise<SntpSample> {
    const answer = await askSntp(this.#server, this.#options, signal);
    if (answer.kind === 'kiss') throw this.#obey(answer.code);
    if (this.#paceMs > 0) this.#leaveAlone('rate-limited', this.#paceMs, TOO_OFTEN);
    return answer;
  }

  #obey(code: KissCode): ReachError {
    if (code !== 'RATE') return this.#leaveAlone('denied', DENIED_MS, denied(code));
    this.#paceMs = Math.min(Math.max(this.#paceMs * 2, FIRST_SLOWER_PACE_MS), SLOWEST_PACE_MS);
    return this.#leaveAlone('rate-limited', this.#paceMs, TOO_OFTEN);
  }

  #leaveAlone(kind: 'rate-limited' | 'denied', forMs: number, why: string): ReachError {
    const until = new Date(this.#options.clock.now() + forMs).toISOString();
    const rest = new ReachError(
      kind,
      `${nameOf(this.#server)} ${why} Pairwatch asks it again at ${until}, or once it was started anew.`,
    );
    this.#rest = rest;
    this.#after(forMs, () => {
      this.#rest = null;
    });
    return rest;
  }

  #pause(signal: AbortSignal): Promise<void> {
    const { clock, spacingMs } = this.#options;
    const passed = new Promise<void>((resolve) => clock.after(spacingMs, resolve));
    return unlessAborted(passed, signal, `waiting to ask ${nameOf(this.#server)} again`);
  }

  /** A timer, not a time to compare with: the wall clock of this machine may be set while we wait. */
  #after(delayMs: number, callback: () => void): void {
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      callback();
    });
    this.#timers.add(cancel);
  }
}

const TOO_OFTEN =
  'says that it is asked for its time too often (RATE). Except this machine from its limit (chrony: ratelimit; ntpd: restrict … limited), or set a longer poll: clock: in pairwatch.yaml.';

function denied(code: KissCode): string {
  return `says that this machine may not ask for its time (${code}). Allow it there (chrony: allow; ntpd: restrict), or say clock: { ntp: false } of that server in pairwatch.yaml.`;
}

function readingOf({ at, offsetMs, uncertaintyMs, delayMs, time }: SntpSample): ClockReading {
  const synchronisation = time.synchronised
    ? synchronisedTo(time.referenceId, time.stratum, null)
    : UNSYNCHRONISED;
  return { method: 'sntp', at, offsetMs, uncertaintyMs, delayMs, ...synchronisation };
}
