import { crc32, inflateRawSync } from 'node:zlib';

/** Why an archive is not unpacked, in a sentence without its end. */
export class ArchiveError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ArchiveError';
  }
}

/** More, packed or unpacked, is no bundle of ours, and would fill the memory. */
export const MOST_BYTES = 200_000_000;

/** Records of a ZIP archive (APPNOTE 4.3), each by its mark and the length of what is always there. */
const LOCAL = { mark: 0x04034b50, bytes: 30, what: 'head of a file' };
const CENTRAL = { mark: 0x02014b50, bytes: 46, what: 'directory entry' };
const END = { mark: 0x06054b50, bytes: 22, what: 'end of the directory' };

const STORED = 0;
const DEFLATED = 8;
/** Names in UTF-8, and how hard it was packed: all else (encryption, sizes told behind the data) is not how a bundle is made. */
const KNOWN_FLAGS = 0x0806;
const MADE_ON_UNIX = 3;
const TYPE_OF_FILE = 0o170000;
const REGULAR_FILE = 0o100000;

type Entry = {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  /** Where its local head begins. */
  at: number;
};

/**
 * The files of a ZIP archive by their names, in memory alone. The archive has to be laid out as it is written: one file right behind the
 * other, each told alike by its own head and by the directory, under a name that leads nowhere but below where it is unpacked.
 * So every program that unpacks it finds the same files. Throws `ArchiveError` before more is unpacked than was told.
 */
export function readArchive(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(view);
  const sum = entries.reduce((total, entry) => total + entry.bytes, 0);
  if (sum > MOST_BYTES)
    throw new ArchiveError(`its files have ${sum} bytes, ${MOST_BYTES} at most are expected`);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) files.set(entry.name, unpacked(view, entry));
  return files;
}

function directoryOf(view: DataView): Entry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const begin = view.getUint32(end + 16, true);
  if (view.getUint32(end + 12, true) !== end - begin)
    throw new ArchiveError('its directory is not where its end says');
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = begin;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const { entry, after } = entryAt(view, at);
    // Where capitals don't count, one of two would take the other's place.
    if (names.has(entry.name.toLowerCase())) throw new ArchiveError(`${shown(entry.name)} is in it twice`);
    names.add(entry.name.toLowerCase());
    if (entry.at !== next) throw new ArchiveError(`${shown(entry.name)} does not follow what is before it`);
    entries.push(entry);
    next = dataOf(view, entry) + entry.packedBytes;
    at = after;
  }
  if (next !== begin || at !== end) throw new ArchiveError('there is more in it than its directory tells');
  return entries;
}

/** Where the record begins that ends all: its comment ends with the archive. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.bytes;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END.mark && view.getUint16(at + 20, true) === last - at) return at;
  }
  throw new ArchiveError('no directory was found at its end, as every ZIP archive has one');
}

function entryAt(view: DataView, at: number): { entry: Entry; after: number } {
  check(view, at, CENTRAL);
  const nameBytes = view.getUint16(at + 28, true);
  const after =
    at + CENTRAL.bytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const entry = {
    name: nameAt(view, at + CENTRAL.bytes, nameBytes),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
  const type = (view.getUint32(at + 38, true) >>> 16) & TYPE_OF_FILE;
  if (view.getUint8(at + 5) === MADE_ON_UNIX && type !== 0 && type !== REGULAR_FILE)
    throw new ArchiveError(`${shown(entry.name)} is a link or another thing that is no file`);
  if ((entry.flags & ~KNOWN_FLAGS) !== 0 || (entry.method !== STORED && entry.method !== DEFLATED))
    throw new ArchiveError(
      `${shown(entry.name)} is encrypted, or packed in a way that Pairwatch does not pack`,
    );
  return { entry, after };
}

/** Where the data of a file begins, whose own head has to say what the directory says. */
function dataOf(view: DataView, { name, flags, method, crc, packedBytes, bytes, at }: Entry): number {
  check(view, at, LOCAL);
  const nameBytes = view.getUint16(at + 26, true);
  const isSame =
    nameAt(view, at + LOCAL.bytes, nameBytes) === name &&
    view.getUint16(at + 6, true) === flags &&
    view.getUint16(at + 8, true) === method &&
    view.getUint32(at + 14, true) === crc &&
    view.getUint32(at + 18, true) === packedBytes &&
    view.getUint32(at + 22, true) === bytes;
  if (!isSame)
    throw new ArchiveError(`the directory tells another thing of ${shown(name)} than its own head`);
  const data = at + LOCAL.bytes + nameBytes + view.getUint16(at + 28, true);
  if (data + packedBytes > view.byteLength) throw new ArchiveError(`${shown(name)} is cut off`);
  return data;
}

function check(view: DataView, at: number, { mark, bytes, what }: typeof LOCAL): void {
  if (at + bytes > view.byteLength || view.getUint32(at, true) !== mark)
    throw new ArchiveError(`no ${what} was found at byte ${at}, where one is expected`);
}

/** Nothing that leads up, to the root, to a drive or to a stream, on whatever system it is unpacked. */
const PART = /^(?!\.{1,2}$)[^\p{Cc}\\/:]+$/u;

function nameAt(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) throw new ArchiveError('the name of a file is cut off');
  const name = decoded(new Uint8Array(view.buffer, view.byteOffset + at, length));
  if (!name.split('/').every((part) => PART.test(part)))
    throw new ArchiveError(
      `a file is named ${shown(name)}: expected a path below where it is unpacked, such as evidence/E1.txt`,
    );
  return name;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ArchiveError('the name of a file is no UTF-8'); // it tells no more than that
  }
}

function unpacked(view: DataView, entry: Entry): Uint8Array {
  const { name, method, crc, packedBytes, bytes } = entry;
  const packed = new Uint8Array(view.buffer, view.byteOffset + dataOf(view, entry), packedBytes);
  const found = method === STORED ? packed : inflated(packed, entry);
  if (found.length !== bytes)
    throw new ArchiveError(`${shown(name)} has ${found.length} bytes, its directory says ${bytes}`);
  if (crc32(found) !== crc) throw new ArchiveError(`the check sum of ${shown(name)} does not fit its bytes`);
  return found;
}

function inflated(packed: Uint8Array, { name, bytes }: Entry): Uint8Array {
  try {
    // It stops there, however much more would come.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`${shown(name)} can not be unpacked to its ${bytes} bytes (${why})`);
  }
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 200));
