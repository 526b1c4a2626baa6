import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

const STARTERS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
const HOSTILE = [...STARTERS, '"', ',', ';', "'", ' ', 'cmd|/C calc', '1+1', '\r\n', 'é'];

/** Cells of one line, as RFC 4180 has them read. */
function cellsOf(line: string): string[] {
  const cells = line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

it('lets no text of anybody be a formula, a cell of its own or a line of its own', () => {
  let tried = 0;
  const text = fc
    .array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (given) => {
      tried += given.length;
      const cells = cellsOf(csvLine(given));
      expect(cells.map((cell, index) => (cell === `'${given[index]}` ? given[index] : cell))).toEqual(given);
      for (const cell of cells) expect(STARTERS).not.toContain(cell[0]);
    }),
    { numRuns: 3_000 },
  );
  console.log(`CSV: ${tried} hostile texts, none of them a formula`);
});

it('leaves numbers as they are', () => {
  expect(csvLine([-1.5, null, true, 'a'])).toBe('-1.5,,true,a\r\n');
});
