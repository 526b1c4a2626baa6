import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { cellsBy } from './testing/cells-by.ts';

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const LAYOUT = ['\t', '\r', '\n'];
const HOSTILE = [...SIGNS, ...LAYOUT, '"', ',', ';', "'", ' ', 'cmd|/C calc', '1+1', '\r\n', 'é'];
const withoutGuards = (text: string) => text.replaceAll("'", '');

const lines = fc.array(
  fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
  { minLength: 1, maxLength: 4 },
);

it('lets no text of anybody be a formula, a cell of its own or a line of its own', () => {
  let tried = 0;
  fc.assert(
    fc.property(lines, (given) => {
      tried += given.length;
      const cells = cellsBy(',', csvLine(given));
      expect(cells.map(withoutGuards)).toEqual(given.map(withoutGuards));
      for (const cell of cells) expect([...SIGNS, ...LAYOUT]).not.toContain(cell[0]);
    }),
    { numRuns: 3_000 },
  );
  console.log(`CSV: ${tried} hostile texts, none of them a formula`);
});

it('lets none be a formula where a spreadsheet takes something else for the end of a cell', () => {
  let tried = 0;
  fc.assert(
    fc.property(fc.constantFrom(';', '\t'), lines, (separator, given) => {
      const cells = cellsBy(separator, csvLine(['first', ...given]));
      tried += cells.length;
      for (const cell of cells) expect(SIGNS).not.toContain(cell[0]);
    }),
    { numRuns: 3_000 },
  );
  console.log(`CSV by other separators: ${tried} cells, none of them a formula`);
});

it('leaves alone what can be no formula', () => {
  expect(csvLine([-1.5, null, true, 'a-b; c=d', '10.0.0.1 - 10.0.0.9'])).toBe(
    '-1.5,,true,a-b; c=d,10.0.0.1 - 10.0.0.9\r\n',
  );
  expect(csvLine(['first', 'a;=1+1;b', 'a;"=1+1;"'])).toBe(`first,a;'=1+1;b,"a;'""=1+1;"""\r\n`);
});
