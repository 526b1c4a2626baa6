import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type LeaseRange, LeaseTable } from '../../dhcpd/leases/table.ts';
import { InputError, unreadable } from '../input-error.ts';
import type { ScanOrder } from './lease-scan-worker.ts';
import { addOutside, PartScan, type ScannedPart } from './part-scan.ts';
import { addProblems } from './problem-list.ts';

/** The last block of every address, and what could not be read. */
export type LeaseFileReading = { path: string; table: LeaseTable } & Pick<
  ScannedPart,
  'problems' | 'outside' | 'unfinished'
>;

export type LeaseFileOptions = {
  ranges: readonly LeaseRange[];
  /** By dhcpd's clock. */
  nowSeconds: number;
  /** From this size on two threads share the work. */
  twoThreadsFromBytes?: number;
};

const WHAT = "dhcpd's lease file";

/** Below this a second thread takes longer to start than it saves. */
const TWO_THREADS_FROM_BYTES = 32 * 1024 * 1024;

/** How far behind the middle of a file a lease is looked for; an entry is seldom longer than 1 kB (reference 8). */
const SPLIT_SEARCH_BYTES = 64 * 1024;

/**
 * Reads a whole lease file as it is now. What is damaged in it is reported among the problems.
 * @throws InputError when it can't be opened, or holds nothing that a lease file has.
 */
export async function readLeaseFile(path: string, options: LeaseFileOptions): Promise<LeaseFileReading> {
  const { fd, size } = open(path);
  try {
    const { twoThreadsFromBytes = TWO_THREADS_FROM_BYTES } = options;
    const split = size >= twoThreadsFromBytes ? findSplit(fd, size) : null;
    const part = split === null ? scanAlone(fd, size, options) : await scanInTwo(fd, split, size, options);
    refuseStrangeFile(path, part);
    const { contents, ...others } = part;
    return { path, table: new LeaseTable(contents), ...others };
  } finally {
    closeSync(fd);
  }
}

function open(path: string): { fd: number; size: number } {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, WHAT, error);
  }
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, size: stats.size };
  closeSync(fd);
  throw new InputError(`${path}: this is no plain file; expected ${WHAT}`);
}

/** Where a lease begins near the middle of the file, if it is not within a string or comment; null for nowhere. */
function findSplit(fd: number, size: number): number | null {
  const middle = Math.floor(size / 2);
  const bytes = Buffer.alloc(SPLIT_SEARCH_BYTES);
  const length = readSync(fd, bytes, 0, bytes.length, middle);
  const at = bytes.subarray(0, length).indexOf('\nlease ');
  return at === -1 ? null : middle + at + 1;
}

function scanAlone(fd: number, size: number, options: LeaseFileOptions): ScannedPart {
  const scan = new PartScan(options);
  scan.scan(fd, 0, size);
  return scan.finish();
}

/**
 * Another thread scans the later half, on the same open file: the path may name another one by now. Should the earlier half
 * not end at the split, that was within an entry, and this thread goes on to the end.
 */
async function scanInTwo(
  fd: number,
  split: number,
  size: number,
  options: LeaseFileOptions,
): Promise<ScannedPart> {
  const laterPart = startWorker({
    fd,
    from: split,
    to: size,
    options: { ...options, offset: split, shared: true },
  });
  const scan = new PartScan(options);
  scan.scan(fd, 0, split);
  const { offset, line } = scan.position;
  const later = await laterPart;
  if (offset !== split) {
    scan.scan(fd, split, size);
    return scan.finish();
  }
  return joined(scan.soFar(), later, line - 1);
}

async function startWorker(order: ScanOrder): Promise<ScannedPart> {
  const isBuilt = import.meta.url.endsWith('.js');
  const script = new URL(isBuilt ? './lease-scan-worker.js' : './lease-scan-worker.ts', import.meta.url);
  const worker = new Worker(script, {
    workerData: order,
    ...(isBuilt ? {} : { execArgv: ['--import', 'tsx'] }),
  });
  const [part] = await once(worker, 'message');
  return part;
}

function joined(earlier: ScannedPart, later: ScannedPart, linesBefore: number): ScannedPart {
  new LeaseTable(earlier.contents).merge(new LeaseTable(later.contents));
  addProblems(earlier.problems, later.problems, linesBefore);
  for (const { address, line } of later.outside) {
    addOutside(earlier.outside, { address, line: line + linesBefore });
  }
  return { ...earlier, items: earlier.items + later.items, unfinished: later.unfinished };
}

/** A file of something else would count as one whose addresses are all free. */
function refuseStrangeFile(path: string, { items, problems }: ScannedPart): void {
  const [first] = problems.first;
  if (items > 0 || !first) return;
  throw new InputError(`${path}:${first.line}: ${first.text}. There is no entry in it; expected ${WHAT}`);
}
