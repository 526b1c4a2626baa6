import type { Clock } from '../clock.ts';

type Timer = { dueAt: number; callback: () => void };

/** A clock that stands until it is told to move. */
export class HandClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueAt: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Callbacks not yet made nor cancelled. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Moves on, calling back in order of time what falls due on the way. */
  advance(byMs: number): void {
    const until = this.#now + byMs;
    for (let next = this.#nextDue(until); next; next = this.#nextDue(until)) {
      this.#timers.delete(next);
      this.#now = next.dueAt;
      next.callback();
    }
    this.#now = until;
  }

  /** The same, letting promises settle after each callback. */
  async pass(forMs: number): Promise<void> {
    const until = this.#now + forMs;
    await settle();
    for (let next = this.#nextDue(until); next; next = this.#nextDue(until)) {
      this.advance(next.dueAt - this.#now);
      await settle();
    }
    this.#now = until;
  }

  /** Settles once `forMs` have passed. */
  sleep(forMs: number): Promise<void> {
    return new Promise((resolve) => this.after(forMs, resolve));
  }

  #nextDue(until: number): Timer | undefined {
    return [...this.#timers].filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
  }
}

/** Enough turns for every promise chain of the code under test to come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
