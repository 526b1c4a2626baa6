import { isReachError } from '../error.ts';
import type { Reach, ReachedFile } from '../reach.ts';
import type { FilePosition, FollowStep, OpenedStep } from './step.ts';
import { BEGINNING, type Place, Tail } from './tail.ts';

export type FileFollowerOptions = {
  /**
   * Where an earlier run stopped; null to begin anew. It can't tell a file that was emptied meanwhile and has grown past
   * the place since: that takes the bytes before it, which only a run knows.
   */
  resumeAt: FilePosition | null;
  /** Whether a file that is first seen is followed from its end on; otherwise from its beginning. */
  startAtEnd?: boolean;
  /** What is put behind the path when the file is replaced or copied away: `~` by dhcpd, `.1` by logrotate. */
  formerNames: readonly string[];
};

type Found = { file: ReachedFile; place: Place; reason: OpenedStep['reason']; gap: boolean };

/** How often a file that is replaced while it is looked at is looked at again. */
const LOOKS = 3;

/**
 * Follows a file that grows, is replaced by rename, is emptied, or is away for a while: gives each byte once, in order.
 * Its place outlives every failure: the poll after goes on from there. Polls must not overlap.
 */
export class FileFollower {
  readonly #reach: Pick<Reach, 'open'>;
  readonly #path: string;
  readonly #options: FileFollowerOptions;
  #tail: Tail | null = null;
  /** What to look for while no file is held. */
  #sought: { identity: string; place: Place } | null;
  #begun = false;

  constructor(reach: Pick<Reach, 'open'>, path: string, options: FileFollowerOptions) {
    const { resumeAt } = options;
    this.#reach = reach;
    this.#path = path;
    this.#options = options;
    this.#sought = resumeAt && {
      identity: resumeAt.identity,
      place: { offset: resumeAt.offset, guard: null },
    };
  }

  /** Behind the last byte given; null before any file was opened. */
  get position(): FilePosition | null {
    if (this.#tail) return { identity: this.#tail.file.identity, offset: this.#tail.place.offset };
    return this.#sought && { identity: this.#sought.identity, offset: this.#sought.place.offset };
  }

  /**
   * What came since the last poll, in chunks of at most 1 MiB, read no faster than they are taken. A step that was given
   * counts as taken. A file that was replaced is read to its end first, and given up only once its successor holds
   * something, for until then a writer may still hold the old one. Throws ReachError; `not-found` while nothing lies at
   * the path, after the rest of what lay there.
   */
  async *poll(signal: AbortSignal): AsyncGenerator<FollowStep, void, undefined> {
    if (this.#tail?.file.usable === false) await this.#letGo();
    if (!this.#tail) yield* this.#begin(signal);
    for (;;) {
      yield* this.#readOn(signal);
      const next = await this.#successor(signal);
      if (next === null) return;
      try {
        yield* this.#readOn(signal); // what was written between the last look and the replacement
        yield await this.#hold(next);
      } finally {
        if (this.#tail?.file !== next.file) await next.file.close();
      }
    }
  }

  /** Lets go of the file; a later poll looks for it again. */
  async close(): Promise<void> {
    await this.#letGo();
  }

  async *#begin(signal: AbortSignal): AsyncGenerator<OpenedStep> {
    const found = await this.#find(signal);
    const isNews = found.reason !== 'resumed' || !this.#begun; // a connection that came back is none
    const step = await this.#hold(found);
    if (isNews) yield step;
  }

  async #find(signal: AbortSignal): Promise<Found> {
    const sought = this.#sought;
    const file = await this.#reach.open(this.#path, signal, this.#options);
    try {
      if (sought === null) {
        const offset = this.#options.startAtEnd ? (await file.stat(signal)).size : 0;
        return { file, place: { offset, guard: null }, reason: 'first', gap: false };
      }
      if (await file.answersTo(sought.identity, signal))
        return { file, place: sought.place, reason: 'resumed', gap: false };
      const former = await this.#formerFile(signal, (one) => one.answersTo(sought.identity, signal));
      if (former === null) return { file, place: BEGINNING, reason: 'replaced', gap: true };
      await file.close();
      return { file: former, place: sought.place, reason: 'resumed', gap: false };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async #hold({ file, place, reason, gap }: Found): Promise<OpenedStep> {
    await this.#letGo();
    this.#tail = new Tail(file, place);
    this.#begun = true;
    return { kind: 'opened', identity: file.identity, reason, gap };
  }

  async #letGo(): Promise<void> {
    const tail = this.#tail;
    if (tail === null) return;
    this.#tail = null;
    this.#sought = { identity: tail.file.identity, place: tail.place };
    await tail.file.close();
  }

  /** The held file to its present end; from its beginning if it was emptied meanwhile. */
  async *#readOn(signal: AbortSignal): AsyncGenerator<FollowStep> {
    const tail = this.#heldTail();
    try {
      while ((yield* tail.readOn(signal)) === 'emptied') {
        const gap = !(yield* this.#restFromCopy(tail, signal));
        tail.moveTo(BEGINNING);
        yield { kind: 'opened', identity: tail.file.identity, reason: 'truncated', gap };
      }
    } catch (error) {
      // It may never be readable again: a share that went stale, a connection that broke. Only waiting is no failure.
      if (!isReachError(error, 'timeout', 'aborted')) await this.#letGo();
      throw error;
    }
  }

  /** What an emptied file held behind the place, if it was copied away first as logrotate does; whether it was. */
  async *#restFromCopy(tail: Tail, signal: AbortSignal): AsyncGenerator<FollowStep, boolean> {
    for (const name of this.#options.formerNames) {
      const file = await this.#openFormer(name, signal);
      if (file === null) continue;
      const copy = new Tail(file, tail.place);
      try {
        if ((yield* copy.readOn(signal)) === 'at-end') return true;
      } finally {
        tail.moveTo(copy.place); // whatever ends this, what was given is not given again
        await file.close();
      }
    }
    return false;
  }

  /** What lies at the path in place of the held file; null while it is the held one, or nothing was written to it yet. */
  async #successor(signal: AbortSignal): Promise<Found | null> {
    const held = this.#heldTail().file;
    for (let look = 1; ; look++) {
      if (await held.liesAt(this.#path, signal)) return null;
      const file = await this.#reach.open(this.#path, signal, this.#options);
      try {
        if ((await file.answersTo(held.identity, signal)) || (await file.stat(signal)).size === 0) {
          await file.close();
          return null;
        }
        const skipped = await this.#liesBetween(held, file, signal);
        const settled = await file.liesAt(this.#path, signal);
        if (settled || look === LOOKS)
          return { file, place: BEGINNING, reason: 'replaced', gap: skipped || !settled };
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
    }
  }

  /** Whether a former name leads to a file that came after `before` and is not `after`: it came and went unseen. */
  async #liesBetween(before: ReachedFile, after: ReachedFile, signal: AbortSignal): Promise<boolean> {
    const { modifiedMs } = await before.stat(signal);
    const between = await this.#formerFile(
      signal,
      async (file) =>
        !(await file.answersTo(before.identity, signal)) &&
        !(await file.answersTo(after.identity, signal)) &&
        (await file.stat(signal)).modifiedMs >= modifiedMs,
    );
    await between?.close();
    return between !== null;
  }

  /** The first file under a former name that is the wanted one. */
  async #formerFile(
    signal: AbortSignal,
    isWanted: (file: ReachedFile) => Promise<boolean>,
  ): Promise<ReachedFile | null> {
    for (const name of this.#options.formerNames) {
      const file = await this.#openFormer(name, signal);
      if (file === null) continue;
      try {
        if (await isWanted(file)) return file;
      } catch (error) {
        await file.close();
        throw error;
      }
      await file.close();
    }
    return null;
  }

  /** The file under a former name; null where there is none for us. */
  async #openFormer(name: string, signal: AbortSignal): Promise<ReachedFile | null> {
    try {
      return await this.#reach.open(`${this.#path}${name}`, signal);
    } catch (error) {
      if (isReachError(error, 'not-found', 'permission')) return null;
      throw error;
    }
  }

  #heldTail(): Tail {
    if (this.#tail === null) throw new Error('no file is held'); // the order of calls in poll excludes it
    return this.#tail;
  }
}
