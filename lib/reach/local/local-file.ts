import type { BigIntStats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { FileSize, FileStat, ReachedFile } from '../reach.ts';
import type { LocalCalls } from './calls.ts';

/** An open file of this machine. */
export class LocalFile implements ReachedFile {
  readonly identity: string;
  readonly usable = true;
  readonly #path: string;
  readonly #inode: string;
  readonly #handle: FileHandle;
  readonly #calls: LocalCalls;

  constructor(path: string, handle: FileHandle, found: BigIntStats, calls: LocalCalls) {
    this.identity = identityOf(found);
    this.#path = path;
    this.#inode = inodeOf(found);
    this.#handle = handle;
    this.#calls = calls;
  }

  /** Opens `path` for reading. */
  static async open(path: string, signal: AbortSignal, calls: LocalCalls): Promise<LocalFile> {
    const handle = await calls.run(path, signal, () => open(path), closeQuietly);
    try {
      const found = await calls.run(path, signal, () => handle.stat({ bigint: true }));
      return new LocalFile(path, handle, found, calls);
    } catch (error) {
      closeQuietly(handle);
      throw error;
    }
  }

  async stat(signal: AbortSignal): Promise<FileSize> {
    return fileStat(await this.#calls.run(this.#path, signal, () => this.#handle.stat({ bigint: true })));
  }

  async read(offset: number, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(maxBytes);
    let length = 0;
    while (length < maxBytes) {
      const from = length;
      const { bytesRead } = await this.#calls.run(this.#path, signal, () =>
        this.#handle.read(buffer, from, maxBytes - from, offset + from),
      );
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  }

  async answersTo(identity: string): Promise<boolean> {
    return identity === this.identity;
  }

  /** By the inode alone: while the file is open no other can have its number. */
  async liesAt(path: string, signal: AbortSignal): Promise<boolean> {
    const found = await this.#calls.run(path, signal, () => stat(path, { bigint: true }));
    return inodeOf(found) === this.#inode;
  }

  async close(): Promise<void> {
    closeQuietly(this.#handle);
  }
}

export function fileStat(found: BigIntStats): FileStat {
  return { size: Number(found.size), modifiedMs: Number(found.mtimeNs) / 1e6, identity: identityOf(found) };
}

const inodeOf = ({ dev, ino }: BigIntStats) => `${dev}:${ino}`;

/**
 * The birth tells a file from a later one with the same inode: file systems soon give the number of a removed file
 * again, and dhcpd removes one at each rewrite. As `stat -c '%d:%i:%W'` writes it.
 */
const identityOf = (found: BigIntStats) => `${inodeOf(found)}:${found.birthtimeNs / 1_000_000_000n}`;

/** A file read only loses nothing when its closing fails; a share that hangs is not waited for. */
function closeQuietly(handle: FileHandle): void {
  handle.close().catch(() => {});
}
