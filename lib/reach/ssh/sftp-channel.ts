import type { SFTPWrapper, Stats } from 'ssh2';
import { ReachError } from '../error.ts';
import type { Reader } from '../path-error.ts';
import type { FileSize } from '../reach.ts';
import type { SshConnection } from './connection.ts';
import { sftpError } from './sftp-error.ts';

export type SftpHandle = Buffer;

/** Every server answers as much at once; with many under way the line stays full. */
const PIECE_BYTES = 32 * 1024;

/** Reads files over SFTP. */
export class SftpChannel {
  readonly #sftp: SFTPWrapper;
  readonly #connection: SshConnection;
  readonly #reader: Reader;
  #isOpen = true;

  constructor(sftp: SFTPWrapper, connection: SshConnection, reader: Reader) {
    this.#sftp = sftp;
    this.#connection = connection;
    this.#reader = reader;
    const close = () => {
      this.#isOpen = false;
    };
    sftp.on('error', close);
    sftp.on('end', close);
    sftp.on('close', close);
  }

  get usable(): boolean {
    return this.#isOpen && this.#connection.usable;
  }

  stat(path: string, signal: AbortSignal): Promise<FileSize> {
    return this.#request<Stats>(path, signal, (done) => this.#sftp.stat(path, done)).then(fileSize);
  }

  open(path: string, signal: AbortSignal): Promise<SftpHandle> {
    const closeLate = (handle: SftpHandle) => this.close(handle);
    return this.#request<Buffer>(path, signal, (done) => this.#sftp.open(path, 'r', done), closeLate);
  }

  statHandle(handle: SftpHandle, path: string, signal: AbortSignal): Promise<FileSize> {
    return this.#request<Stats>(path, signal, (done) => this.#sftp.fstat(handle, done)).then(fileSize);
  }

  /** At most `maxBytes` from `offset` on, fewer at the end of the file; asked for in many pieces at once. */
  read(
    handle: SftpHandle,
    { path, offset, maxBytes }: { path: string; offset: number; maxBytes: number },
    signal: AbortSignal,
  ): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(maxBytes);
    return this.#request<Buffer>(path, signal, (done) => {
      this.#fill(buffer, handle, offset).then(
        (length) => done(null, buffer.subarray(0, length)),
        (error: Error) => done(error, buffer),
      );
    });
  }

  /** Not waited for: a file only read loses nothing. */
  close(handle: SftpHandle): void {
    if (this.usable) this.#sftp.close(handle, () => {});
  }

  /** Fills the buffer with what stands from `offset` on; how much of it was filled. */
  async #fill(buffer: Buffer, handle: SftpHandle, offset: number): Promise<number> {
    const pieces: Promise<number>[] = [];
    for (let at = 0; at < buffer.length; at += PIECE_BYTES)
      pieces.push(this.#fillPiece(buffer.subarray(at, at + PIECE_BYTES), handle, offset + at));
    let length = 0;
    for (const [index, read] of (await Promise.all(pieces)).entries()) {
      if (length < index * PIECE_BYTES) break; // the file ended before; what comes behind was appended since
      length += read;
    }
    return length;
  }

  /** A server may answer with less than it was asked for; only nothing means the end. */
  async #fillPiece(piece: Buffer, handle: SftpHandle, offset: number): Promise<number> {
    let length = 0;
    while (length < piece.length) {
      const from = length;
      const read = await new Promise<number>((resolve, reject) => {
        this.#sftp.read(handle, piece, from, piece.length - from, offset + from, (error, count) =>
          error ? reject(error) : resolve(count),
        );
      });
      if (read === 0) break;
      length += read;
    }
    return length;
  }

  async #request<T>(
    path: string,
    signal: AbortSignal,
    start: (done: (error: Error | null | undefined, value: T) => void) => void,
    late?: (value: T) => void,
  ): Promise<T> {
    if (!this.#isOpen) throw this.#connection.ended ?? this.#endedError();
    try {
      return await this.#connection.request(`reading ${path}`, signal, start, late);
    } catch (error) {
      if (error instanceof ReachError) throw error;
      throw this.#isOpen ? sftpError(error, path, this.#reader) : this.#endedError();
    }
  }

  #endedError(): ReachError {
    return new ReachError(
      'disconnected',
      `The SFTP server on ${this.#connection.where} has ended. Pairwatch starts it again; if that fails, try it: sftp ${this.#connection.where}`,
    );
  }
}

const fileSize = ({ size, mtime }: Stats): FileSize => ({ size, modifiedMs: mtime * 1000 });
