import { ReachError } from '../error.ts';
import type { FileSize, OpenOptions, Reach, ReachedFile } from '../reach.ts';

/** What a path leads to. */
export type Inode = { number: number; bytes: Buffer; modifiedMs: number };

/** A few files in memory, with what dhcpd and logrotate do to them. */
export class FakeDisk {
  readonly #paths = new Map<string, Inode>();
  #inodes = 0;
  #now = 0;

  /** How coarse the times of change are; 1 tells every change from the one before. */
  timeGrainMs = 1;

  append(inode: Inode, bytes: Buffer): void {
    inode.bytes = Buffer.concat([inode.bytes, bytes]);
    this.#touch(inode);
  }

  create(path: string, bytes: Buffer): Inode {
    this.#inodes += 1;
    const inode = { number: this.#inodes, bytes, modifiedMs: 0 };
    this.#touch(inode);
    this.#paths.set(path, inode);
    return inode;
  }

  truncate(path: string): void {
    const inode = this.inodeAt(path);
    inode.bytes = Buffer.alloc(0);
    this.#touch(inode);
  }

  link(from: string, to: string): void {
    this.#paths.set(to, this.inodeAt(from));
  }

  rename(from: string, to: string): void {
    this.link(from, to);
    this.remove(from);
  }

  remove(path: string): void {
    this.#paths.delete(path);
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  inodeAt(path: string): Inode {
    const inode = this.#paths.get(path);
    if (!inode) throw new ReachError('not-found', `${path} does not exist`);
    return inode;
  }

  #touch(inode: Inode): void {
    this.#now += 1;
    inode.modifiedMs = Math.floor(this.#now / this.timeGrainMs) * this.timeGrainMs;
  }
}

/** Opens files of a FakeDisk. Before every call `beforeCall` runs, so that a test can change the disk in between. */
export class FakeReach implements Pick<Reach, 'open'> {
  readonly #disk: FakeDisk;
  readonly #beforeCall: () => void;
  readonly #beforeRead: (maxBytes: number) => void;
  /** Bytes that were read, all in all. */
  bytesRead = 0;
  openFiles = 0;
  /** Counts up when the connection breaks; files opened before are lost. */
  connection = 0;

  constructor(
    disk: FakeDisk,
    beforeCall: () => void = () => {},
    beforeRead: (maxBytes: number) => void = () => {},
  ) {
    this.#disk = disk;
    this.#beforeCall = beforeCall;
    this.#beforeRead = beforeRead;
  }

  async open(path: string, _signal: AbortSignal, _options?: OpenOptions): Promise<ReachedFile> {
    this.#beforeCall();
    const inode = this.#disk.inodeAt(path);
    this.openFiles += 1;
    return this.#file(inode, this.connection);
  }

  #file(inode: Inode, connection: number): ReachedFile {
    const identity = `inode ${inode.number}`;
    const call = async <T>(work: () => T): Promise<T> => {
      this.#beforeCall();
      if (connection !== this.connection) throw new ReachError('disconnected', 'the connection has ended');
      return work();
    };
    const reach = this;
    return {
      identity,
      get usable() {
        return connection === reach.connection;
      },
      stat: () => call((): FileSize => ({ size: inode.bytes.length, modifiedMs: inode.modifiedMs })),
      read: (offset, maxBytes) =>
        call(() => {
          this.#beforeRead(maxBytes);
          const bytes = Buffer.from(inode.bytes.subarray(offset, offset + maxBytes));
          this.bytesRead += bytes.length;
          return bytes;
        }),
      answersTo: (asked) => call(() => asked === identity),
      liesAt: (path) => call(() => this.#disk.inodeAt(path) === inode),
      close: async () => {
        this.openFiles -= 1;
      },
    };
  }
}
