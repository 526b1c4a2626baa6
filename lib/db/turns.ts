export type TurnsOptions = {
  /** How many tasks run at a time. */
  places?: number;
  /** How long a task waits at most, and what is thrown then; null: however long it takes. */
  patience?: { ms: number; error: () => Error } | null;
};

/** Lets one task run at a time, or as many as there are places, in the order of asking. */
export class Turns {
  #free: number;
  readonly #patience: NonNullable<TurnsOptions['patience']> | null;
  /** What lets each of those that wait begin. */
  readonly #waiting: (() => void)[] = [];

  constructor({ places = 1, patience = null }: TurnsOptions = {}) {
    this.#free = places;
    this.#patience = patience;
  }

  /** Runs `task` once a place is free and all asked for before it have theirs. Throws what it throws, or when it waited too long. */
  async take<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn();
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = (why: Error) => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(why);
      };
      const patience = this.#patience;
      const timer = patience ? setTimeout(() => giveUp(patience.error()), patience.ms) : undefined;
      this.#waiting.push(begin);
    });
  }
}
