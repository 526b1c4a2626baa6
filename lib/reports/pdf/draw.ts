import PDFDocument from 'pdfkit';
import type { Shape } from '../chart/picture.ts';
import { FONT_NAMES, type Fonts } from './fonts.ts';
import { type Color, FOOTER, LINE, PAGE, PAINTS, STYLES, TEXT_WIDTH } from './look.ts';
import type { Mark, Sheet } from './sheets.ts';

export type Booklet = {
  title: string;
  subject: string;
  madeAt: Date;
  /** On each page, beside its number. */
  running: string;
  sheets: readonly Sheet[];
};

type Pdf = InstanceType<typeof PDFDocument>;

/** The pages as the bytes of a PDF. */
export async function drawPdf(booklet: Booklet, fonts: Fonts): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    // Else it reads one of its own from a disk, for a text that comes without a font; its types don't know of none.
    font: null as unknown as string,
    autoFirstPage: false,
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: {
      Title: booklet.title,
      Subject: booklet.subject,
      Creator: 'Pairwatch',
      Producer: 'Pairwatch',
      CreationDate: booklet.madeAt,
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  for (const name of FONT_NAMES) pdf.registerFont(name, Buffer.from(fonts[name].program.buffer));
  drawSheets(pdf, booklet, fonts);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawSheets(pdf: Pdf, { sheets, running }: Booklet, fonts: Fonts): void {
  let chapter = pdf.outline;
  for (const [index, { marks, bookmarks }] of sheets.entries()) {
    pdf.addPage();
    const pen = new Pen(pdf, fonts);
    for (const { level, text, y } of bookmarks) {
      const parent = level === 1 ? pdf.outline : chapter;
      const item = parent.addItem(text, { expanded: level === 1 });
      aim(item, y);
      if (level === 1) chapter = item;
    }
    for (const mark of marks) pen.draw(mark);
    drawFooter(pen, running, `page ${index + 1} of ${sheets.length}`, fonts);
  }
}

/** A bookmark leads to its heading, not only to the page. */
function aim(item: PDFKit.PDFOutline, y: number): void {
  // pdfkit aims at the top of a page alone, and its types tell nothing of the entry it writes; drawing is tested by reading it back.
  const { dictionary } = item as unknown as { dictionary: { data: { Dest: unknown[] } } };
  const [page] = dictionary.data.Dest;
  dictionary.data.Dest = [page, 'XYZ', 0, PAGE.height - y + 12, null];
}

function drawFooter(pen: Pen, running: string, number: string, fonts: Fonts): void {
  const { rule, baseline } = FOOTER;
  pen.draw({ kind: 'rule', x1: PAGE.left, y1: rule, x2: PAGE.right, y2: rule, color: LINE, width: 0.5 });
  pen.draw({ kind: 'text', x: PAGE.left, y: baseline, text: running, style: 'note' });
  const { font, size } = STYLES.note;
  const x = PAGE.left + TEXT_WIDTH - fonts[font].widthOf(number, size);
  pen.draw({ kind: 'text', x, y: baseline, text: number, style: 'note' });
}

/** Draws on one page, and says only what changed since the last mark. */
class Pen {
  #pdf: Pdf;
  #fonts: Fonts;
  #fill: Color | null = null;
  #filled = 1;

  constructor(pdf: Pdf, fonts: Fonts) {
    this.#pdf = pdf;
    this.#fonts = fonts;
  }

  draw(mark: Mark): void {
    if (mark.kind === 'text') this.#text(mark);
    else if (mark.kind === 'rule') this.#rule(mark);
    else this.#picture(mark);
  }

  #text({ x, y, text, style }: Extract<Mark, { kind: 'text' }>): void {
    const { font, size, color } = STYLES[style];
    if (this.#fill !== color) this.#pdf.fillColor(color);
    this.#fill = color;
    this.#pdf.font(font).fontSize(size).text(text, x, y, LINE_ALONE);
  }

  #rule({ x1, y1, x2, y2, color, width }: Extract<Mark, { kind: 'rule' }>): void {
    this.#pdf.lineWidth(width).moveTo(x1, y1).lineTo(x2, y2).stroke(color);
  }

  #picture({ x, y, scale, shapes }: Extract<Mark, { kind: 'picture' }>): void {
    this.#pdf.save().translate(x, y).scale(scale);
    for (const shape of shapes) this.#shape(shape);
    this.#pdf.restore();
    this.#fill = null;
    this.#filled = 1;
  }

  #shape(shape: Shape): void {
    if (shape.kind === 'path') {
      this.#path(shape);
      return;
    }
    const { x, y, text, size, paint, anchor = 'start', isBold = false } = shape;
    if (text === '') return;
    const font = isBold ? 'bold' : 'regular';
    const width = this.#fonts[font].widthOf(text, size);
    const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
    this.#opacity(1);
    this.#pdf.fillColor(PAINTS[paint]).font(font).fontSize(size).text(text, left, y, LINE_ALONE);
  }

  #opacity(opacity: number): void {
    if (this.#filled !== opacity) this.#pdf.fillOpacity(opacity);
    this.#filled = opacity;
  }

  #path({ d, fill, fillOpacity = 1, stroke, strokeWidth = 1, dash }: Extract<Shape, { kind: 'path' }>): void {
    this.#pdf.path(d);
    if (stroke) {
      this.#pdf.lineWidth(strokeWidth).strokeColor(PAINTS[stroke]);
      // It takes several lengths, as its own documents say; its types know of one.
      if (dash) this.#pdf.dash(dash.split(' ').map(Number) as unknown as number, {});
      else this.#pdf.undash();
    }
    if (fill) {
      this.#opacity(fillOpacity);
      this.#pdf.fillColor(PAINTS[fill]);
    }
    if (fill && stroke) this.#pdf.fillAndStroke();
    else if (fill) this.#pdf.fill();
    else if (stroke) this.#pdf.stroke();
  }
}

/** The text is broken and placed already; `y` is its baseline. */
const LINE_ALONE = { lineBreak: false, baseline: 'alphabetic' } as const;
