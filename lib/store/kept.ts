/**
 * What was worked out of things that change no more, kept in memory so that it need not be worked out at each call: for
 * `forMs`, since even the past may be pruned or mended, and of the `most` keys that were set last.
 */
export class Kept<Value> {
  readonly #values = new Map<string, { value: Value; since: number }>();
  readonly #forMs: number;
  readonly #most: number;

  constructor({ forMs, most }: { forMs: number; most: number }) {
    this.#forMs = forMs;
    this.#most = most;
  }

  /** Undefined for what was never set, or too long before `now`. */
  get(key: string, now: number): Value | undefined {
    const found = this.#values.get(key);
    return found && now >= found.since && now - found.since < this.#forMs ? found.value : undefined;
  }

  set(key: string, value: Value, now: number): void {
    this.#values.delete(key);
    this.#values.set(key, { value, since: now });
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#most) return;
      this.#values.delete(oldest);
    }
  }
}
