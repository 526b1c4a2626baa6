/** Lets one task run at a time, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` when all asked for before it have ended, well or not. */
  take<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => {}); // who asked is told; the next one's turn comes all the same
    return turn;
  }
}
