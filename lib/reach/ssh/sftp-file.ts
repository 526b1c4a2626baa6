import { createHash } from 'node:crypto';
import { type Reader, unreadable } from '../path-error.ts';
import type { FileSize, ReachedFile } from '../reach.ts';
import type { SftpChannel, SftpHandle } from './sftp-channel.ts';
import type { NamedStat } from './stat-command.ts';

export type SftpAccess = {
  channel: SftpChannel;
  reader: Reader;
  /** What stat(1) tells of a path; null where the account may run no command. SFTP itself knows no inodes. */
  statByCommand(path: string, signal: AbortSignal): Promise<NamedStat | null>;
};

/** How often a file that is replaced while it is looked at is looked at again. */
const LOOKS = 3;
const HEAD_BYTES = 64 * 1024;
/** Below this a beginning is too common to name a file by: a lease file's is a comment. */
const MIN_HEAD_BYTES = 1024;
const COMPARED_BYTES = 4096;

/** A file open over SFTP: its handle stays on the inode when the file is renamed. */
export class SftpFile implements ReachedFile {
  readonly identity: string;
  readonly #path: string;
  readonly #handle: SftpHandle;
  readonly #access: SftpAccess;

  private constructor(path: string, handle: SftpHandle, identity: string, access: SftpAccess) {
    this.identity = identity;
    this.#path = path;
    this.#handle = handle;
    this.#access = access;
  }

  static async open(path: string, access: SftpAccess, signal: AbortSignal): Promise<SftpFile> {
    const { channel, reader, statByCommand } = access;
    for (let look = 1; look <= LOOKS; look++) {
      const before = await statByCommand(path, signal);
      const handle = await channel.open(path, signal);
      try {
        if (before === null) {
          const head = await channel.read(handle, { path, offset: 0, maxBytes: HEAD_BYTES }, signal);
          return new SftpFile(path, handle, headIdentity(head), access);
        }
        // Only if the path led to the same inode before and after is it the one that was opened.
        const after = await statByCommand(path, signal);
        if (after?.identity === before.identity) return new SftpFile(path, handle, before.identity, access);
      } catch (error) {
        channel.close(handle);
        throw error;
      }
      channel.close(handle);
    }
    throw unreadable(path, reader, 'it is replaced faster than it can be opened');
  }

  get usable(): boolean {
    return this.#access.channel.usable;
  }

  stat(signal: AbortSignal): Promise<FileSize> {
    return this.#access.channel.statHandle(this.#handle, this.#path, signal);
  }

  read(offset: number, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#access.channel.read(this.#handle, { path: this.#path, offset, maxBytes }, signal);
  }

  /** By a digest of the beginning where no better name could be had: then a file rewritten without a change passes for itself. */
  async answersTo(identity: string, signal: AbortSignal): Promise<boolean> {
    if (identity === this.identity)
      return !isHeadIdentity(identity) || headLength(identity) >= MIN_HEAD_BYTES;
    if (!isHeadIdentity(identity) || headLength(identity) < MIN_HEAD_BYTES) return false;
    return headIdentity(await this.read(0, headLength(identity), signal)) === identity;
  }

  /**
   * Size and time of change are enough while they agree, which costs the server no process. That they do so for two files
   * takes two writes of one size within one second, and ends with the next write.
   */
  async liesAt(path: string, signal: AbortSignal): Promise<boolean> {
    const { channel, statByCommand } = this.#access;
    for (let look = 1; look <= LOOKS; look++) {
      const [held, found] = await Promise.all([this.stat(signal), channel.stat(path, signal)]);
      if (held.size === found.size && held.modifiedMs === found.modifiedMs) return true;
      const told = await statByCommand(path, signal);
      if (told) return told.identity === this.identity;
      // Something may have been written between the two answers: then they agree at the next look.
    }
    return this.#looksLike(path, signal);
  }

  async close(): Promise<void> {
    this.#access.channel.close(this.#handle);
  }

  /** Whether this file and the one at `path` have the same bytes at both ends of what they have in common. */
  async #looksLike(path: string, signal: AbortSignal): Promise<boolean> {
    const { channel } = this.#access;
    const other = await channel.open(path, signal);
    try {
      const [held, found] = await Promise.all([this.stat(signal), channel.statHandle(other, path, signal)]);
      const common = Math.min(held.size, found.size);
      for (const offset of [0, Math.max(0, common - COMPARED_BYTES)]) {
        const maxBytes = Math.min(COMPARED_BYTES, common - offset);
        if (maxBytes === 0) return false;
        const ours = await this.read(offset, maxBytes, signal);
        const theirs = await channel.read(other, { path, offset, maxBytes }, signal);
        if (Buffer.compare(ours, theirs) !== 0) return false;
      }
      return true;
    } finally {
      channel.close(other);
    }
  }
}

/** `head:LENGTH:DIGEST` of a file's first bytes. */
function headIdentity(head: Uint8Array): string {
  return `head:${head.length}:${createHash('sha256').update(head).digest('hex').slice(0, 32)}`;
}

const isHeadIdentity = (identity: string) => identity.startsWith('head:');

function headLength(identity: string): number {
  const length = Number(identity.split(':')[1]);
  return Number.isSafeInteger(length) ? Math.min(length, HEAD_BYTES) : 0;
}
