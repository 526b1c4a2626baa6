import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument } from '../testing/any-document.ts';
import { FONT_FILES } from '../testing/fonts.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { sheetsOf } from './blocks.ts';
import { readFonts } from './fonts.ts';
import { PAGE, STYLES } from './look.ts';
import type { Mark, Sheet } from './sheets.ts';

const fonts = readFonts(FONT_FILES);
const textsOf = ({ marks }: Sheet) =>
  marks.filter((mark): mark is Extract<Mark, { kind: 'text' }> => mark.kind === 'text');
const stringsOf = (sheet: Sheet) => textsOf(sheet).map(({ text }) => text);

describe('the pages of a report', () => {
  it('hold every text within their margins, whatever it is', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const sheet of sheetsOf(document, fonts)) {
          for (const { x, y, text, style } of textsOf(sheet)) {
            const { font, size } = STYLES[style];
            expect(x).toBeGreaterThanOrEqual(PAGE.left - 0.1);
            expect(x + fonts[font].widthOf(text, size)).toBeLessThan(PAGE.right + size);
            expect(y).toBeGreaterThan(PAGE.top);
            expect(y).toBeLessThan(PAGE.bottom + 1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('hold charts from top to bottom', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const { marks } of sheetsOf(document, fonts)) {
          for (const mark of marks) {
            if (mark.kind !== 'picture') continue;
            for (const shape of mark.shapes)
              if (shape.kind === 'text') expect(mark.y + shape.y * mark.scale).toBeLessThan(PAGE.bottom + 1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('begin with the head of the table that goes on there', () => {
    const sheets = sheetsOf(sampleDocument(200), fonts);
    const going = sheets.filter((sheet) => stringsOf(sheet).some((text) => /^E\d+$/.test(text)));
    expect(going.length).toBeGreaterThan(4);
    for (const sheet of going) expect(stringsOf(sheet)).toContain('Server’s stamp');
  });

  it('have each row of a table once, in order, and whole', () => {
    const cells = sheetsOf(sampleDocument(200), fonts)
      .flatMap(stringsOf)
      .filter((text) => /^E\d+$/.test(text));
    expect(cells).toEqual(Array.from({ length: 200 }, (_, index) => `E${index + 1}`));
  });

  it('never end with a heading', () => {
    for (let rows = 0; rows < 60; rows++) {
      for (const sheet of sheetsOf(sampleDocument(rows), fonts)) {
        const last = textsOf(sheet)
          .toSorted((a, b) => a.y - b.y)
          .at(-1);
        expect(last?.style).not.toMatch(/heading|caption|columnTitle/);
      }
    }
  });
});
