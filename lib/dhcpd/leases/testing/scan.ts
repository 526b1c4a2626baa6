import type { FailoverStateBlock, LeaseProblem, LeaseRecord, OtherItem } from '../items.ts';
import type { LeaseBlock } from '../lease-block.ts';
import { LeaseScanner, type LeaseScannerOptions } from '../scanner.ts';

/** What a scanner handed out, in that order. */
export type Scanned =
  | { lease: LeaseRecord; block: ReturnType<typeof numbersOf> }
  | { failoverState: FailoverStateBlock }
  | { other: OtherItem }
  | { problem: LeaseProblem };

export type Chunks = Iterable<Uint8Array>;

/** Scans a file that comes in these chunks, to its end. */
export function scan(
  chunks: Chunks,
  options: LeaseScannerOptions = {},
  finish: (scanner: LeaseScanner) => void = (scanner) => scanner.finish(),
): Scanned[] {
  const scanned: Scanned[] = [];
  const scanner = new LeaseScanner(
    {
      lease: (block) => scanned.push({ lease: block.record(), block: numbersOf(block) }),
      failoverState: (failoverState) => scanned.push({ failoverState }),
      other: (other) => scanned.push({ other }),
      problem: (problem) => scanned.push({ problem }),
    },
    options,
  );
  for (const chunk of chunks) {
    const copy = new Uint8Array(chunk);
    scanner.push(copy);
    // A reader uses its buffer again: nothing may hang on to it.
    copy.fill(0x22);
  }
  finish(scanner);
  return scanned;
}

/** Everything of a block but its record, taken before the record is made. */
function numbersOf(block: LeaseBlock) {
  const { address, state, nextState, rewindState, starts, ends, tstp, tsfp, atsfp, cltt, flags } = block;
  const { line, offset, hash, holderHash } = block;
  const numbers = { address, state, nextState, rewindState, starts, ends, tstp, tsfp, atsfp, cltt, flags };
  return { ...numbers, line, offset, hash, holderHash };
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Chunks that end before each of these offsets, in any order, and at the end. */
export function* cutAt(bytes: Uint8Array, offsets: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const to of [...offsets.toSorted((a, b) => a - b), bytes.length]) {
    if (to <= from) continue;
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** A byte at a time. */
export function* byteByByte(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
}

export function leasesOf(scanned: readonly Scanned[]): LeaseRecord[] {
  return scanned.flatMap((item) => ('lease' in item ? [item.lease] : []));
}

export function problemsOf(scanned: readonly Scanned[]): LeaseProblem[] {
  return scanned.flatMap((item) => ('problem' in item ? [item.problem] : []));
}
