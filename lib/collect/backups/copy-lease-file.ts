import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Clock } from '../../clock.ts';
import type { Reach, ReachedFile } from '../../reach/reach.ts';
import { CopyError, notWritten } from './copy-error.ts';
import { LeaseTally, type Tally } from './lease-tally.ts';

export type CopyOptions = {
  reach: Pick<Reach, 'open'>;
  path: string;
  /** Where the copy goes: no file is there. */
  to: string;
  clock: Clock;
  signal: AbortSignal;
  /** Opens the copy for writing; a test has it written elsewhere. */
  openCopy?: (path: string) => Promise<FileHandle>;
};

export type Copy = Tally & { storedBytes: number };

/** What is read, and held, at a time. */
const CHUNK_BYTES = 256 * 1024;
/** dhcpd hard-links the file it replaces to this (reference 4.6). */
const FORMER_NAME = '~';
/** A file that is replaced while it is read is read again so often: dhcpd does so once an hour, people when they mend it. */
const READS = 3;
/** dhcpd writes the rest of an entry within two seconds, if it lives. */
const REST = { looks: 20, everyMs: 250 };

const OWNER_ALONE = 0o600;

/**
 * Copies a lease file, compressed, as it was at one time, and reads the copy again from the disk: what was stored has to have the
 * bytes and the addresses of what was read. Holds a chunk of it at a time.
 * @throws ReachError where the file can't be had, CopyError where the copy can't be made or is not one.
 */
export async function copyLeaseFile(options: CopyOptions): Promise<Copy> {
  const { path, to, openCopy = openNew } = options;
  for (let read = 1; ; read += 1) {
    const handle = await openCopy(to).catch((error: unknown) => {
      throw notWritten(dirname(to), error);
    });
    try {
      const tally = await copyOnce(options, handle);
      if (tally !== null) {
        await handle.sync().catch((error: unknown) => {
          throw notWritten(dirname(to), error);
        });
        return await verified(to, tally, options.signal);
      }
    } finally {
      await handle.close();
    }
    if (read === READS)
      throw new CopyError(
        `${path} was replaced or emptied each of the ${READS} times it was read. See what writes it anew so often; it is tried again.`,
      );
  }
}

const openNew = (path: string) => open(path, 'w', OWNER_ALONE);

/** Copies the file as it lies at its path now; null where it was another one, or was emptied, before its end was reached. */
async function copyOnce(
  { reach, path, to, clock, signal }: CopyOptions,
  handle: FileHandle,
): Promise<Tally | null> {
  const file = await reach.open(path, signal, { formerNames: [FORMER_NAME] });
  try {
    const tally = new LeaseTally();
    let failure: unknown = null;
    async function* bytes() {
      try {
        yield* chunksOf(file, tally, clock, signal);
      } catch (error) {
        failure = error; // told apart from what the disk does: the pipeline throws both alike
        throw error;
      }
    }
    try {
      await pipeline(
        Readable.from(bytes(), { objectMode: true }),
        createGzip(),
        async (packed: AsyncIterable<Uint8Array>) => {
          for await (const chunk of packed) await handle.writeFile(chunk);
        },
        { signal },
      );
    } catch (error) {
      if (failure !== null) throw failure;
      if (signal.aborted)
        throw new CopyError(`Copying ${path} was given up: ${wordsOf(signal.reason)}`, error);
      throw notWritten(dirname(to), error);
    }
    const isSame = await file.liesAt(path, signal);
    const { size } = await file.stat(signal);
    return isSame && size >= tally.sizeBytes ? tally.tell() : null;
  } finally {
    await file.close();
  }
}

const wordsOf = (reason: unknown) => (reason instanceof Error ? reason.message : String(reason));

/** The bytes up to the end of an entry at which the file ends, or was as long as it is at the begin. */
async function* chunksOf(file: ReachedFile, tally: LeaseTally, clock: Clock, signal: AbortSignal) {
  let looksLeft = REST.looks;
  for (;;) {
    const chunk = await file.read(tally.sizeBytes, CHUNK_BYTES, signal);
    if (chunk.length > 0) {
      tally.push(chunk);
      // A copy: some reaches give a view of memory they use again.
      yield Buffer.from(chunk);
      continue;
    }
    // dhcpd that died while it wrote leaves half an entry, which it skips itself: the copy is as the file is.
    if (tally.isWhole() || looksLeft === 0) return;
    looksLeft -= 1;
    await new Promise<void>((resolve) => clock.after(REST.everyMs, resolve));
  }
}

/** Holds what lies on the disk against what was read. */
async function verified(to: string, expected: Tally, signal: AbortSignal): Promise<Copy> {
  const found = await readCopy(to, signal).catch((error: unknown) => {
    throw new CopyError(
      `The copy could not be read again from ${to} (${wordsOf(error)}), and is not kept. Check the disk.`,
      error,
    );
  });
  if (found.sha256 !== expected.sha256 || found.leases !== expected.leases)
    throw new CopyError(
      `The copy in ${to} has ${found.leases} addresses in ${found.sizeBytes} bytes where ${expected.leases} in ${expected.sizeBytes} were read, and is not kept. Check the disk.`,
    );
  return { ...found, storedBytes: (await stat(to)).size };
}

/** Unpacks a copy and tells what is in it; `take` gets the bytes, a chunk at a time. Throws what the disk or zlib throws. */
export async function readCopy(
  path: string,
  signal?: AbortSignal,
  take?: (bytes: Uint8Array) => Promise<void>,
): Promise<Tally> {
  const tally = new LeaseTally();
  const stored = createReadStream(path);
  await once(stored, 'open');
  await pipeline(
    stored,
    createGunzip(),
    async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) {
        tally.push(chunk);
        await take?.(chunk);
      }
    },
    { ...(signal && { signal }) },
  );
  return tally.tell();
}
