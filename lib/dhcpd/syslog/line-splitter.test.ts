import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function split(splitter: LineSplitter, ...parts: string[]) {
  return parts.flatMap((part) =>
    [...splitter.push(bytesOf(part))].map(({ bytes, ...line }) => ({ text: textOf(bytes), ...line })),
  );
}

test('gives whole lines with their offsets and keeps the rest', () => {
  const splitter = new LineSplitter({ offset: 100 });
  expect(split(splitter, 'one\ntw', 'o\r\n\nthr')).toEqual([
    { text: 'one', offset: 100, cutBytes: 0 },
    { text: 'two', offset: 104, cutBytes: 0 },
    { text: '', offset: 109, cutBytes: 0 },
  ]);
  expect(splitter.position).toBe(110);
  expect(split(splitter, 'ee\n')).toEqual([{ text: 'three', offset: 110, cutBytes: 0 }]);
  expect(splitter.position).toBe(116);
});

test('cuts a line that is too long and says how much is missing', () => {
  const splitter = new LineSplitter({ maxBytes: 4 });
  expect(split(splitter, 'abcdef', 'gh', 'i\nnext\nmore than four\n')).toEqual([
    { text: 'abcd', offset: 0, cutBytes: 5 },
    { text: 'next', offset: 10, cutBytes: 0 },
    { text: 'more', offset: 15, cutBytes: 10 },
  ]);
  expect(splitter.position).toBe(30);
});

test('keeps what it was given when the caller uses the buffer again', () => {
  const splitter = new LineSplitter();
  const buffer = bytesOf('ab');
  expect([...splitter.push(buffer)]).toEqual([]);
  buffer.fill(0x78);
  expect(split(splitter, 'c\n')).toMatchObject([{ text: 'abc' }]);
});

test('gives the same lines for any split of the bytes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', ' '), maxLength: 200 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.nat(200), { maxLength: 20 }),
      fc.integer({ min: 1, max: 30 }),
      (log, cuts, maxBytes) => {
        const bytes = bytesOf(log);
        const whole = new LineSplitter({ maxBytes });
        const pieces = new LineSplitter({ maxBytes });
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ];
        const lines = places.flatMap((from, index) => [
          ...pieces.push(bytes.subarray(from, places[index + 1] ?? from)),
        ]);
        expect(lines).toEqual([...whole.push(bytes)]);
        expect(pieces.position).toBe(whole.position);
        expect(whole.position).toBe(bytes.lastIndexOf(0x0a) + 1);
      },
    ),
    { numRuns: 500 },
  );
});
