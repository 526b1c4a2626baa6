import { CHART_WIDTH } from '../chart/frame.ts';
import { lanesPicture } from '../chart/lanes.ts';
import { linesPicture } from '../chart/lines.ts';
import type { Lettering, Picture } from '../chart/picture.ts';
import type { Block, ReportDocument } from '../document.ts';
import { rawLines, visibleText } from '../text/visible-text.ts';
import { drawable, type Fonts } from './fonts.ts';
import { LINE, PAGE, STRONG_LINE, STYLES, type StyleName, TEXT_WIDTH } from './look.ts';
import { baselineOf, type Sheet, Sheets } from './sheets.ts';
import { layTable, tableBeginHeight } from './table.ts';
import { setLines, textLines } from './text.ts';

const TERM_WIDTH = 112;
const TERM_GAP = 12;
const BULLET_WIDTH = 13;
const NUMBER_WIDTH = 20;
const RAW_INDENT = 9;
/** Longer ones are no help in a side bar. */
const LONGEST_BOOKMARK = 120;
/** Above and below each kind of block. */
const SPACE = {
  heading1: [20, 5],
  heading2: [12, 3],
  paragraph: [3, 4],
  facts: [3, 6],
  list: [2, 5],
  table: [8, 10],
  chart: [9, 11],
  raw: [8, 8],
} as const;
/** No block and its headings need as much to begin. */
const PLENTY = 700;
const SCALE = TEXT_WIDTH / CHART_WIDTH;

/** The pages of a document. */
export function sheetsOf(document: ReportDocument, fonts: Fonts): Sheet[] {
  const sheets = new Sheets(fonts);
  layParagraph(sheets, document.title, 'title');
  sheets.gap(3);
  layParagraph(sheets, document.subtitle, 'subtitle');
  sheets.gap(9);
  fullRule(sheets, STRONG_LINE);
  sheets.gap(8);
  layFacts(sheets, document.about);
  sheets.gap(8);
  fullRule(sheets, LINE);
  sheets.gap(4);
  for (const [index, block] of document.blocks.entries()) {
    const [above, below] = SPACE[block.kind === 'heading' ? styleOf(block) : block.kind];
    // Nearly always there is room for whatever comes, and nothing has to be measured.
    if (sheets.room < PLENTY) sheets.need(above + beginHeight(document.blocks, index, fonts));
    sheets.gap(above);
    layBlock(sheets, block);
    sheets.gap(below);
  }
  return sheets.all;
}

const styleOf = ({ level }: Extract<Block, { kind: 'heading' }>) => (level === 1 ? 'heading1' : 'heading2');

function fullRule(sheets: Sheets, color: typeof LINE): void {
  sheets.rule(PAGE.left, sheets.y, PAGE.right, sheets.y, color, 0.6);
}

/**
 * How much of a block stands on one page at least: what follows a heading or caption begins on its page, and a chart is
 * never torn.
 */
function beginHeight(blocks: readonly Block[], index: number, fonts: Fonts): number {
  const block = blocks[index];
  if (!block) return 0;
  switch (block.kind) {
    case 'heading': {
      const [, below] = SPACE[styleOf(block)];
      const next = blocks[index + 1];
      const above = next ? SPACE[next.kind === 'heading' ? styleOf(next) : next.kind][0] : 0;
      return (
        heightOf(block.text, styleOf(block), fonts) + below + above + beginHeight(blocks, index + 1, fonts)
      );
    }
    case 'paragraph': {
      const style = block.look ?? 'text';
      return Math.min(heightOf(block.text, style, fonts), 3 * STYLES[style].lead);
    }
    case 'table':
      return heightOf(block.caption, 'caption', fonts) + 2 + tableBeginHeight(block, fonts);
    case 'chart': {
      const { height } = pictureOf(block.chart, fonts);
      return heightOf(block.chart.title, 'caption', fonts) + 4 + height * SCALE + 2 * STYLES.note.lead;
    }
    case 'raw':
      return heightOf(block.caption, 'caption', fonts) + 3 * STYLES.raw.lead;
    default:
      return 2 * STYLES.text.lead;
  }
}

function heightOf(text: string, style: StyleName, fonts: Fonts): number {
  return textLines(text, style, fonts, TEXT_WIDTH).length * STYLES[style].lead;
}

function layBlock(sheets: Sheets, block: Block): void {
  if (block.kind === 'heading') layHeading(sheets, block);
  else if (block.kind === 'paragraph') layParagraph(sheets, block.text, block.look ?? 'text');
  else if (block.kind === 'facts') layFacts(sheets, block.rows);
  else if (block.kind === 'list') layList(sheets, block);
  else if (block.kind === 'chart') layChart(sheets, block.chart);
  else if (block.kind === 'raw') layRaw(sheets, block);
  else {
    layParagraph(sheets, block.caption, 'caption');
    if (block.columns.length > 0) layTable(sheets, block);
  }
}

function layParagraph(sheets: Sheets, text: string, style: StyleName): void {
  sheets.lines(textLines(text, style, sheets.fonts, TEXT_WIDTH), style);
}

function layHeading(sheets: Sheets, heading: Extract<Block, { kind: 'heading' }>): void {
  const text = visibleText(heading.text).slice(0, LONGEST_BOOKMARK);
  sheets.sheet.bookmarks.push({ level: heading.level, text, y: sheets.y });
  const style = styleOf(heading);
  layParagraph(sheets, heading.text, style);
}

function layFacts(sheets: Sheets, rows: ReportDocument['about']): void {
  for (const [term, text] of rows) {
    const terms = textLines(term, 'muted', sheets.fonts, TERM_WIDTH);
    const texts = textLines(text, 'text', sheets.fonts, TEXT_WIDTH - TERM_WIDTH - TERM_GAP);
    const { lead } = STYLES.text;
    sheets.need(Math.min(Math.max(terms.length, texts.length), 3) * lead);
    for (let index = 0; index < Math.max(terms.length, texts.length); index++) {
      sheets.line(texts[index] ?? '', 'text', PAGE.left + TERM_WIDTH + TERM_GAP);
      beside(sheets, terms[index] ?? '', 'muted');
    }
    sheets.y += 1.5;
  }
}

/** On the line that was just laid, at the left. */
function beside(sheets: Sheets, text: string, style: 'muted'): void {
  const last = sheets.y - STYLES[style].lead;
  sheets.text(text, style, PAGE.left, baselineOf(last, style));
}

function layList(sheets: Sheets, { items, isOrdered = false }: Extract<Block, { kind: 'list' }>): void {
  const indent = isOrdered ? NUMBER_WIDTH : BULLET_WIDTH;
  for (const [index, item] of items.entries()) {
    const lines = textLines(item, 'text', sheets.fonts, TEXT_WIDTH - indent);
    sheets.need(Math.min(lines.length, 2) * STYLES.text.lead);
    for (const [at, text] of lines.entries()) {
      sheets.line(text, 'text', PAGE.left + indent);
      if (at === 0) beside(sheets, isOrdered ? `${index + 1}.` : '•', 'muted');
    }
    sheets.gap(2);
  }
}

function layRaw(sheets: Sheets, { caption, text }: Extract<Block, { kind: 'raw' }>): void {
  layParagraph(sheets, caption, 'caption');
  sheets.gap(2);
  for (const line of setLines(rawLines(text), 'raw', sheets.fonts, TEXT_WIDTH - RAW_INDENT)) {
    sheets.line(line, 'raw', PAGE.left + RAW_INDENT);
    sheets.rule(PAGE.left + 1, sheets.y - STYLES.raw.lead, PAGE.left + 1, sheets.y, STRONG_LINE, 1.5);
  }
}

function layChart(sheets: Sheets, chart: Extract<Block, { kind: 'chart' }>['chart']): void {
  const { height, shapes } = pictureOf(chart, sheets.fonts);
  layParagraph(sheets, chart.title, 'caption');
  sheets.gap(4);
  sheets.need(height * SCALE);
  sheets.sheet.marks.push({ kind: 'picture', x: PAGE.left, y: sheets.y, scale: SCALE, shapes });
  sheets.y += height * SCALE + 2;
  layParagraph(sheets, chart.summary, 'note');
}

function pictureOf(chart: Extract<Block, { kind: 'chart' }>['chart'], fonts: Fonts): Picture {
  const lettering: Lettering = {
    shown: (text) => drawable(visibleText(text), fonts.regular),
    widthOf: (text, size, isBold) => (isBold ? fonts.bold : fonts.regular).widthOf(text, size),
  };
  return chart.kind === 'lanes' ? lanesPicture(chart, lettering) : linesPicture(chart, lettering);
}
