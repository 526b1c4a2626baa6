import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineCutter } from './lines.ts';

function cut(...pieces: (string | Uint8Array)[]): string[] {
  const cutter = new LineCutter();
  const lines = pieces.flatMap((piece) => cutter.push(Buffer.from(piece)));
  const rest = cutter.finish();
  return rest === null ? lines : [...lines, rest];
}

test('lines end with LF or CR LF, the last one with nothing', () => {
  expect(cut('one\ntwo\r\n\nlast')).toEqual(['one', 'two', '', 'last']);
});

test('any split of the bytes gives the same lines', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('é', 'a\n', '\r\n', '🦀', ' '), { maxLength: 30 }),
      fc.nat(),
      (parts, at) => {
        const bytes = Buffer.from(parts.join(''));
        const middle = at % (bytes.length + 1);
        expect(cut(bytes.subarray(0, middle), bytes.subarray(middle))).toEqual(cut(bytes));
      },
    ),
  );
});

test('a line is cut at 1 MiB, and the next one is whole', () => {
  const lines = cut('x'.repeat(700_000), 'x'.repeat(700_000), '\nnext\n');
  expect(lines.map(({ length }) => length)).toEqual([1024 * 1024, 4]);
});
