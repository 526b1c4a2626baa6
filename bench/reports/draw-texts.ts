/** A process of its own: the cells of the same report by pdfkit alone, each where it is told, and nothing else. */
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { readFontFiles } from '../../lib/print/font-files.ts';
import { readFonts } from '../../lib/reports/pdf/fonts.ts';
import { sampleDocument } from '../../lib/reports/testing/sample-document.ts';
import { told } from './told.ts';

const ROWS_A_PAGE = 45;
const COLUMN_WIDTH = 70;
const ROW_HEIGHT = 16;

const [folder = '', rows = ''] = process.argv.slice(2);
const document = sampleDocument(Number(rows));
await told(async () => {
  // As a report has them: with ligatures and kerning it would take several times as long.
  const fonts = readFonts(readFontFiles(join(folder, 'fonts')));
  // Its types don't know that there may be none to begin with.
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    font: null as unknown as string,
  });
  let length = 0;
  pdf.on('data', (chunk: Buffer) => {
    length += chunk.length;
  });
  const ended = new Promise((resolve) => pdf.on('end', resolve));
  pdf.registerFont('text', Buffer.from(fonts.regular.program));
  pdf.registerFont('mono', Buffer.from(fonts.mono.program));
  for (const block of document.blocks) {
    if (block.kind !== 'table') continue;
    for (const [row, cells] of block.rows.entries()) {
      if (row % ROWS_A_PAGE === 0) pdf.addPage();
      for (const [column, cell] of cells.entries()) {
        const text = typeof cell === 'string' ? cell : cell.lines.join(' ');
        const place = [30 + column * COLUMN_WIDTH, 40 + (row % ROWS_A_PAGE) * ROW_HEIGHT] as const;
        pdf.font(typeof cell === 'string' ? 'text' : 'mono').fontSize(7);
        pdf.text(text, ...place, { lineBreak: false });
      }
    }
  }
  pdf.end();
  await ended;
  return length;
});
