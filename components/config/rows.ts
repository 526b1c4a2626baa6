import type { DiffHunk, LastingConfigFinding } from '../../lib/contracts/config.ts';

/** A line of the one file beside the line of the other that stands in its place; null where there is none. Numbers from 1. */
export type Row = { a: number | null; b: number | null; isDifferent: boolean };

/**
 * The lines of two files beside each other. `hunks` is what differs from a to b; null where nothing can be said of that: then
 * lines stand beside each other by their numbers, and none is called different.
 */
export function alignedRows(linesA: number, linesB: number, hunks: readonly DiffHunk[] | null): Row[] {
  const rows: Row[] = [];
  let [a, b] = [1, 1];
  const bothUpTo = (until: number) => {
    while (a < until) rows.push({ a: a++, b: b++, isDifferent: false });
  };
  for (const { oldStart, lines } of hunks ?? []) {
    bothUpTo(oldStart);
    for (let at = 0; at < lines.length; ) {
      const removed = runOf(lines, at, '-');
      const added = runOf(lines, at + removed, '+');
      if (removed + added === 0) {
        rows.push({ a: a++, b: b++, isDifferent: false });
        at += 1;
        continue;
      }
      for (let index = 0; index < Math.max(removed, added); index += 1)
        rows.push({
          a: index < removed ? a++ : null,
          b: index < added ? b++ : null,
          isDifferent: true,
        });
      at += removed + added;
    }
  }
  while (a <= linesA || b <= linesB)
    rows.push({ a: a <= linesA ? a++ : null, b: b <= linesB ? b++ : null, isDifferent: false });
  return rows;
}

function runOf(lines: readonly string[], from: number, sign: '-' | '+'): number {
  let end = from;
  while (lines[end]?.startsWith(sign)) end += 1;
  return end - from;
}

/** The findings of one file of one server, by the number of the line they stand at; a finding once a line. */
export function findingsByLine(
  findings: readonly LastingConfigFinding[],
  server: string,
  path: string,
): Map<number, LastingConfigFinding[]> {
  const byLine = new Map<number, LastingConfigFinding[]>();
  for (const finding of findings) {
    const lines = new Set(
      finding.places
        .filter((place) => place.server === server && place.file === path)
        .map(({ line }) => line),
    );
    for (const line of lines) byLine.set(line, [...(byLine.get(line) ?? []), finding]);
  }
  return byLine;
}

/** Which row shows a line; 0 where none does. */
export function rowOfLine(rows: readonly Row[], side: 'a' | 'b', line: number): number {
  return Math.max(
    0,
    rows.findIndex((row) => row[side] === line),
  );
}
