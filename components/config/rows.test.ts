import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LastingConfigFinding } from '../../lib/contracts/config.ts';
import { fileDiff } from '../../lib/pair/parity/file-diff.ts';
import { linesOf } from '../../lib/pair/parity/file-pairs.ts';
import { alignedRows, findingsByLine, rowOfLine } from './rows.ts';

const rowsOf = (a: string, b: string) => {
  const { hunks } = fileDiff({ old: { path: 'x', text: a }, new: { path: 'x', text: b } });
  return alignedRows(linesOf(a).length, linesOf(b).length, hunks);
};
const told = (a: string, b: string) =>
  rowsOf(a, b).map((row) => `${row.a ?? '-'}${row.isDifferent ? '≠' : '='}${row.b ?? '-'}`);

describe('alignedRows', () => {
  it('puts what is alike beside each other again after what differs', () => {
    expect(told('1\n2\n3\n', '1\n3\n')).toEqual(['1=1', '2≠-', '3=2']);
    expect(told('1\n3\n', '1\n2\n3\n')).toEqual(['1=1', '-≠2', '2=3']);
    expect(told('1\nx\n3\n', '1\ny\nz\n3\n')).toEqual(['1=1', '2≠2', '-≠3', '3=4']);
  });

  it('goes by numbers where nothing can be said of what differs', () => {
    expect(alignedRows(1, 2, null)).toEqual([
      { a: 1, b: 1, isDifferent: false },
      { a: null, b: 2, isDifferent: false },
    ]);
  });

  it('shows each line of both once, in its order, and calls alike only what is', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '}', '', 'pool {', '-', '+ x'), { maxLength: 60 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [linesA, linesB] = [linesOf(one), linesOf(other)];
        const rows = rowsOf(one, other);
        expect(rows.flatMap(({ a }) => a ?? [])).toEqual(linesA.map((_, index) => index + 1));
        expect(rows.flatMap(({ b }) => b ?? [])).toEqual(linesB.map((_, index) => index + 1));
        for (const { a, b, isDifferent } of rows)
          if (!isDifferent) expect(linesA[(a ?? 0) - 1]).toBe(linesB[(b ?? 0) - 1]);
      }),
    );
  });
});

it('tells which findings stand at a line, each once', () => {
  const place = (server: string, file: string, line: number) => ({ server, file, line, column: 1, text: '' });
  const finding: LastingConfigFinding = {
    id: 1,
    server: null,
    code: 'x',
    severity: 'error',
    since: '',
    observedAt: '',
    sentence: '',
    nextStep: null,
    evidence: [],
    why: null,
    places: [
      place('a', '/d', 3),
      { ...place('a', '/d', 3), column: 9 },
      place('b', '/d', 4),
      place('a', '/e', 5),
    ],
    correction: [],
  };
  const byLine = findingsByLine([finding], 'a', '/d');
  expect([...byLine.keys()]).toEqual([3]);
  expect(byLine.get(3)).toHaveLength(1);
});

it('finds the row of a line', () => {
  expect(rowOfLine(alignedRows(5, 5, null), 'b', 3)).toBe(2);
  expect(rowOfLine([], 'a', 3)).toBe(0);
});
