import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CanonicalReader } from './canonical.ts';
import { LeaseBlock } from './lease-block.ts';
import { aLease, canonicalText } from './testing/lease-model.ts';
import { bytesOf } from './testing/scan.ts';

const ROOM = ' '.repeat(400);

/** Where the block ends that these bytes begin with, -1 if they are left to the full grammar. */
function read(text: string): { end: number; block: LeaseBlock } {
  const bytes = bytesOf(text);
  const block = new LeaseBlock();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { end: new CanonicalReader().read(bytes, view, 0, block), block };
}

test('what dhcpd writes is never left to the full grammar', () => {
  fc.assert(
    fc.property(aLease, (lease) => {
      const text = canonicalText(lease);
      const { end, block } = read(text + ROOM);
      expect(end).toBe(text.length - 1);
      expect(block.address).toBe(lease.address);
    }),
    { numRuns: 300 },
  );
});

test('neither are dates in local time', () => {
  const text =
    'lease 10.0.0.1 {\n  starts epoch 1795262000; # Sat Nov 21 12:53:20 2026\n  binding state free;\n}';
  const { end, block } = read(text + ROOM);
  expect([end, block.starts, block.state]).toEqual([text.length, 1795262000, 1]);
});

test.each([
  ['another indent', 'lease 10.0.0.1 {\n binding state free;\n}'],
  ['no binding state', 'lease 10.0.0.1 {\n  ends never;\n}'],
  ['another order', 'lease 10.0.0.1 {\n  binding state free;\n  ends never;\n}'],
  ['a number beyond 255', 'lease 10.0.0.256 {\n  binding state free;\n}'],
  ['an hour beyond 23', 'lease 10.0.0.1 {\n  ends 6 2026/11/21 24:00:00;\n  binding state free;\n}'],
  ['a day beyond 31', 'lease 10.0.0.1 {\n  ends 6 2026/11/32 23:00:00;\n  binding state free;\n}'],
  ['a letter in a date', 'lease 10.0.0.1 {\n  ends 6 2026/11/21 1o:00:00;\n  binding state free;\n}'],
  ['a raw newline in a string', 'lease 10.0.0.1 {\n  binding state free;\n  client-hostname "a\nb";\n}'],
  ['an unknown statement', 'lease 10.0.0.1 {\n  binding state free;\n  weight 70;\n}'],
])('%s is left to the full grammar', (_, text) => {
  expect(read(text + ROOM).end).toBe(-1);
});

test('so is a block whose bytes end too soon', () => {
  expect(read('lease 10.0.0.1 {\n  binding state free;\n}\n').end).toBe(-1);
});
