const TICK_MS = 1000;

/**
 * The web server's time as the browser can know it: every answer says what time it is there, and between answers the
 * browser's own clock counts on, however wrong it is set. (Not its monotonic clock: that one stands still while a
 * laptop sleeps, and would let old data look fresh.)
 */
export class ServerClock {
  #offsetMs = 0;
  #nowMs: number;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #browserNow: () => number;

  constructor(browserNow: () => number = Date.now) {
    this.#browserNow = browserNow;
    this.#nowMs = browserNow();
  }

  /** Takes an answer's `now`. */
  sync(serverNowMs: number): void {
    this.#offsetMs = serverNowMs - this.#browserNow();
    this.#tick();
  }

  /** The time of the last tick: the same for everything drawn in between. */
  readonly now = (): number => this.#nowMs;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  #tick(): void {
    this.#nowMs = this.#browserNow() + this.#offsetMs;
    for (const listener of this.#listeners) listener();
  }
}

/** The one clock of a page. */
export const serverClock = new ServerClock();
