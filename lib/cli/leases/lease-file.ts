import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LeaseTable } from '../../dhcpd/leases/table.ts';
import { InputError, unreadable } from '../input-error.ts';
import type { ScanOrder } from './lease-scan-worker.ts';
import { addOutside, PartScan, type PartScanOptions, type ScannedPart } from './part-scan.ts';
import { addProblems } from './problem-list.ts';
import { RecordReader } from './record-reader.ts';

/** The last block of every address of some ranges, and what could not be read. */
export type LeaseFileReading = { path: string; table: LeaseTable } & Omit<ScannedPart, 'contents' | 'items'>;

export type LeaseFileOptions = Pick<PartScanOptions, 'ranges' | 'nowSeconds' | 'withOffsets'> & {
  /** From this size on two threads share the work. */
  twoThreadsFromBytes?: number;
};

const WHAT = "dhcpd's lease file";

/** Below this a second thread takes longer to start than it saves. */
const TWO_THREADS_FROM_BYTES = 32 * 1024 * 1024;

/** How far behind the middle of a file a lease is looked for; an entry is seldom longer than 1 kB (reference 8). */
const SPLIT_SEARCH_BYTES = 64 * 1024;

/** A lease file as it was when it was opened, whatever dhcpd writes meanwhile: a rewrite makes another file (reference 4.6). */
export class LeaseFile {
  readonly path: string;
  readonly #fd: number;
  readonly #size: number;

  private constructor(path: string, fd: number, size: number) {
    this.path = path;
    this.#fd = fd;
    this.#size = size;
  }

  /** Throws InputError. */
  static open(path: string): LeaseFile {
    let fd: number;
    try {
      fd = openSync(path, 'r');
    } catch (error) {
      throw unreadable(path, WHAT, error);
    }
    const stats = fstatSync(fd);
    if (stats.isFile()) return new LeaseFile(path, fd, stats.size);
    closeSync(fd);
    throw new InputError(`${path}: this is no plain file; expected ${WHAT}`);
  }

  close(): void {
    closeSync(this.#fd);
  }

  /**
   * Reads the whole file. What is damaged in it is reported among the problems.
   * @throws InputError when it holds nothing that a lease file has.
   */
  async read({
    twoThreadsFromBytes = TWO_THREADS_FROM_BYTES,
    ...options
  }: LeaseFileOptions): Promise<LeaseFileReading> {
    const split = this.#size >= twoThreadsFromBytes ? this.#findSplit() : null;
    const part = split === null ? this.#scanAlone(options) : await this.#scanInTwo(split, options);
    this.#refuseStrangeFile(part);
    const { contents, items: _, ...others } = part;
    return { path: this.path, table: new LeaseTable(contents), ...others };
  }

  /** For leases whose offsets `read` gave; good until `close`. */
  records(nowSeconds: number): RecordReader {
    return new RecordReader(this.#fd, nowSeconds);
  }

  /** Where a lease begins near the middle of the file, unless that is within a string or comment; null for nowhere. */
  #findSplit(): number | null {
    const middle = Math.floor(this.#size / 2);
    const bytes = Buffer.alloc(SPLIT_SEARCH_BYTES);
    const length = readSync(this.#fd, bytes, 0, bytes.length, middle);
    const at = bytes.subarray(0, length).indexOf('\nlease ');
    return at === -1 ? null : middle + at + 1;
  }

  #scanAlone(options: PartScanOptions): ScannedPart {
    const scan = new PartScan(options);
    scan.scan(this.#fd, 0, this.#size);
    return scan.finish();
  }

  /**
   * Another thread scans the later half. Should the earlier half not end at the split, that was within an entry, and this
   * thread goes on to the end.
   */
  async #scanInTwo(split: number, options: PartScanOptions): Promise<ScannedPart> {
    const laterOptions = { ...options, offset: split, shared: true };
    const laterPart = startWorker({ fd: this.#fd, from: split, to: this.#size, options: laterOptions });
    const scan = new PartScan(options);
    scan.scan(this.#fd, 0, split);
    const { offset, line } = scan.position;
    const later = await laterPart;
    if (offset === split) return joined(scan.soFar(), later, line - 1);
    scan.scan(this.#fd, split, this.#size);
    return scan.finish();
  }

  /** A file of something else would count as one whose addresses are all free. */
  #refuseStrangeFile({ items, problems }: ScannedPart): void {
    const [first] = problems.first;
    if (items > 0 || !first) return;
    throw new InputError(
      `${this.path}:${first.line}: ${first.text}. There is no entry in the file; expected ${WHAT}`,
    );
  }
}

async function startWorker(order: ScanOrder): Promise<ScannedPart> {
  const [script, options] = workerScript();
  const [part] = await once(new Worker(script, { ...options, workerData: order }), 'message');
  return part;
}

/** Beside the built program lies the built thread; from the sources it runs as it stands, which takes a loader. */
function workerScript(): ConstructorParameters<typeof Worker> {
  if (import.meta.url.endsWith('.js')) return [new URL('./lease-scan-worker.js', import.meta.url)];
  const source = new URL('./lease-scan-worker.ts', import.meta.url).href;
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import('${source}'); })`;
  return [load, { eval: true }];
}

/** `linesBefore`: how many lines the earlier part has. */
function joined(earlier: ScannedPart, later: ScannedPart, linesBefore: number): ScannedPart {
  const laterTable = new LeaseTable(later.contents);
  new LeaseTable(earlier.contents).merge(laterTable);
  addProblems(earlier.problems, later.problems, linesBefore);
  for (const { address, line } of later.outside) {
    addOutside(earlier.outside, { address, line: line + linesBefore });
  }
  for (const [slot, offset] of later.offsets?.entries() ?? []) {
    if (earlier.offsets && offset !== 0) earlier.offsets[slot] = offset;
  }
  return { ...earlier, items: earlier.items + later.items, unfinished: later.unfinished };
}
