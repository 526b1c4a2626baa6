import { ReachError } from '../error.ts';
import type { Reader } from '../path-error.ts';
import type { FileSize, ReachedFile } from '../reach.ts';
import { shellQuote } from './shell-quote.ts';
import type { NamedStat } from './stat-command.ts';

export type CommandAccess = {
  reader: Reader;
  usable(): boolean;
  statByCommand(path: string, signal: AbortSignal): Promise<NamedStat>;
  /** The output of a shell command that reads `path`. */
  output(command: string, path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
};

/** How often a file that is renamed while it is read is looked for again. */
const LOOKS = 3;

/**
 * A file where only commands may be run. Nothing is held open there: what is read counts only if the path still led to the
 * same inode afterwards, and after a rename the file is found again by its former names.
 */
export class CommandFile implements ReachedFile {
  readonly identity: string;
  readonly #paths: readonly [string, ...string[]];
  readonly #access: CommandAccess;
  /** Where the file was when it was last looked for. */
  #lastPath: string;

  private constructor(paths: readonly [string, ...string[]], identity: string, access: CommandAccess) {
    this.identity = identity;
    this.#paths = paths;
    this.#lastPath = paths[0];
    this.#access = access;
  }

  static async open(
    path: string,
    formerNames: readonly string[],
    access: CommandAccess,
    signal: AbortSignal,
  ): Promise<CommandFile> {
    const { identity } = await access.statByCommand(path, signal);
    return new CommandFile([path, ...formerNames.map((name) => path + name)], identity, access);
  }

  get usable(): boolean {
    return this.#access.usable();
  }

  async stat(signal: AbortSignal): Promise<FileSize> {
    return this.#find(signal);
  }

  async read(offset: number, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    for (let look = 1; look <= LOOKS; look++) {
      const path = this.#lastPath;
      const command = `tail -c +${offset + 1} -- ${shellQuote(path)} | head -c ${maxBytes}`;
      const bytes = await this.#access.output(command, path, maxBytes, signal);
      // An inode does not come back to a path it left: if it is there now, it was there all the while.
      await this.#find(signal);
      if (this.#lastPath === path) return bytes;
    }
    throw this.#goneError();
  }

  async answersTo(identity: string): Promise<boolean> {
    return identity === this.identity;
  }

  async liesAt(path: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#access.statByCommand(path, signal)).identity === this.identity;
  }

  async close(): Promise<void> {}

  /** Where the file lies now. Throws `gone`, or `not-found` when nothing lies at its first path either. */
  async #find(signal: AbortSignal): Promise<FileSize> {
    let missing: ReachError | null = null;
    for (const path of this.#paths) {
      try {
        const found = await this.#access.statByCommand(path, signal);
        if (found.identity !== this.identity) continue;
        this.#lastPath = path;
        return found;
      } catch (error) {
        if (!(error instanceof ReachError) || error.kind !== 'not-found') throw error;
        if (path === this.#paths[0]) missing = error;
      }
    }
    throw missing ?? this.#goneError();
  }

  #goneError(): ReachError {
    return new ReachError(
      'gone',
      `${this.#paths[0]} on ${this.#access.reader.where} was replaced, and the file before it is gone; what stands at the path is read from its beginning.`,
    );
  }
}
