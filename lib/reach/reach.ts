/** How the files and commands of one machine are got at. Everything here throws ReachError. */
export interface Reach {
  /** The machine in words: `this machine`, or `user@host:port`. */
  readonly where: string;
  stat(path: string, signal: AbortSignal): Promise<FileStat>;
  open(path: string, signal: AbortSignal, options?: OpenOptions): Promise<ReachedFile>;
  /** The whole text, read as UTF-8. Throws `too-large` above 16 MiB. */
  readText(path: string, signal: AbortSignal): Promise<string>;
  /** Runs a command to its end. Throws `too-large` when it writes more than 1 MiB. */
  run(command: Command, signal: AbortSignal, options?: RunOptions): Promise<CommandResult>;
  /** Runs a command that goes on, and gives its lines as they come. Ends with its end; aborting ends the command. */
  stream(command: Command, signal: AbortSignal): AsyncIterable<CommandStep>;
  /** Starts a command that answers what it is asked. */
  converse(command: Command, signal: AbortSignal): Promise<Conversation>;
  /** Ends what is open; afterwards every call throws `closed`. */
  close(): Promise<void>;
}

/** A file that was opened: one and the same file whatever becomes of its path. */
export interface ReachedFile {
  /** Names the file, for later: device, inode and time of birth where they can be had, else a digest of its beginning. */
  readonly identity: string;
  /** False once what it was opened over is lost: it can only be opened anew. */
  readonly usable: boolean;
  stat(signal: AbortSignal): Promise<FileSize>;
  /** At most `maxBytes` from `offset` on; fewer only at the end of the file. */
  read(offset: number, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Whether this is the file that `identity` names. */
  answersTo(identity: string, signal: AbortSignal): Promise<boolean>;
  /** Whether `path` leads to this file now. Throws `not-found` when it leads nowhere. */
  liesAt(path: string, signal: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

export type OpenOptions = {
  /**
   * What is put behind the path when the file is replaced: `~` by dhcpd, `.1` by logrotate. Where only commands are
   * allowed an opened file is found again by these.
   */
  formerNames?: readonly string[];
};

/** `modifiedMs` is the time of the last change, in ms since 1970, by the clock of the file's machine and as exact as it tells. */
export type FileSize = { size: number; modifiedMs: number };

export type FileStat = FileSize & {
  /** As ReachedFile's; null where a file has to be opened to know. */
  identity: string | null;
};

/**
 * A command that goes on, and answers each line it reads with that line, a space, and what it has to say. Other lines are
 * passed over: a login may print its own.
 */
export interface Conversation {
  /** One question at a time. Throws `not-allowed` when the command ended instead of answering. */
  ask(question: string, signal: AbortSignal): Promise<Answer>;
  end(): void;
}

/** When the question was written and when the answer arrived, by `performance.now()`. */
export type Answer = { text: string; askedAt: number; answeredAt: number };

/** A program and its arguments, passed on as they are. */
export type Command = readonly [string, ...string[]];

export type RunOptions = {
  /** What of a long complaint is kept: its end, 4 KiB, unless said; or its beginning, 64 KiB, of a program that tells all by it. */
  complaint?: 'end' | 'beginning';
};

/** `code` is null for a command that a signal ended. */
export type CommandResult = { stdout: string; stderr: string; code: number | null };

/** A line without its end, cut at 1 MiB; or the command's end with the last 4 KiB of what it complained. */
export type CommandStep =
  | { kind: 'line'; text: string }
  | { kind: 'ended'; code: number | null; stderr: string };

export const MAX_TEXT_BYTES = 16 * 1024 * 1024;
export const MAX_OUTPUT_BYTES = 1024 * 1024;
export const MAX_STDERR_BYTES = { end: 4096, beginning: 65_536 } as const;
