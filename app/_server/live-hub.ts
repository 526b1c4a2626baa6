import type { Clock } from '../../lib/clock.ts';
import type { LiveHint } from '../../lib/contracts/health.ts';

export type Changes = { cursor: number; hints: LiveHint[] };

export type LiveListener = {
  /** Something changed. */
  hint(hint: LiveHint): void;
  /** Nothing to say; shows every proxy in between that the stream lives. */
  keepAlive(): void;
  /** The server ends. */
  end(): void;
};

const READ_EVERY_MS = 1000;
const KEEP_ALIVE_EVERY_MS = 20_000;

/**
 * Reads the change cursor once a second for all listening browsers together, and not at all while nobody listens.
 * A database that does not answer ends nothing: the hub goes on from the same cursor when it is back.
 */
export class LiveHub {
  readonly #readChanges: (since: number | null) => Promise<Changes>;
  readonly #clock: Clock;
  readonly #listeners = new Set<LiveListener>();
  #loop: Loop | null = null;
  #closed = false;

  /** `readChanges(null)` gives the present cursor and no hints. */
  constructor(readChanges: (since: number | null) => Promise<Changes>, clock: Clock) {
    this.#readChanges = readChanges;
    this.#clock = clock;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Adds a listener and gives what removes it. The first one waits until the cursor was read once, so that whoever
   * asks for data after this has missed no change; who knows the data of a cursor is told what changed `since`. Rejects
   * when the database cannot be read.
   */
  async listen(listener: LiveListener, since: number | null = null): Promise<() => void> {
    const cursor = this.#loop?.cursor ?? (await this.#readChanges(null)).cursor;
    if (this.#closed) {
      listener.end();
      return () => {};
    }
    this.#listeners.add(listener);
    this.#loop ??= this.#start(cursor);
    if (since !== null) await this.#catchUp(listener, since);
    return () => this.#remove(listener);
  }

  /** Once it listens: what changes meanwhile is told twice rather than not at all. */
  async #catchUp(listener: LiveListener, since: number): Promise<void> {
    try {
      const { hints } = await this.#readChanges(since);
      for (const hint of hints) listener.hint(hint);
    } catch (error) {
      this.#remove(listener);
      throw error;
    }
  }

  /** Ends every stream; later listeners are turned away by their route. */
  close(): void {
    this.#closed = true;
    for (const listener of [...this.#listeners]) {
      this.#remove(listener);
      listener.end();
    }
  }

  #remove(listener: LiveListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#loop?.cancelNextRound();
    this.#loop = null;
  }

  #start(cursor: number): Loop {
    const loop: Loop = { cursor, keptAliveAt: this.#clock.now(), cancelNextRound: () => {} };
    this.#schedule(loop);
    return loop;
  }

  #schedule(loop: Loop): void {
    loop.cancelNextRound = this.#clock.after(READ_EVERY_MS, () => this.#round(loop));
  }

  async #round(loop: Loop): Promise<void> {
    // A database that cannot be read is told by the pages' own requests, in full.
    const changes = await this.#readChanges(loop.cursor).catch(() => null);
    if (loop !== this.#loop) return; // everybody left while the database was read
    if (changes) {
      loop.cursor = changes.cursor;
      for (const hint of changes.hints) this.#tell((listener) => listener.hint(hint));
    }
    if (this.#clock.now() - loop.keptAliveAt >= KEEP_ALIVE_EVERY_MS) {
      loop.keptAliveAt = this.#clock.now();
      this.#tell((listener) => listener.keepAlive());
    }
    if (loop === this.#loop) this.#schedule(loop);
  }

  /** Over a copy: a listener that cannot keep up leaves while it is told. */
  #tell(say: (listener: LiveListener) => void): void {
    for (const listener of [...this.#listeners]) say(listener);
  }
}

/** What lasts from the first listener to the last one's leaving. */
type Loop = { cursor: number; keptAliveAt: number; cancelNextRound: () => void };
