import type { Content, ContentTable, ContentText } from 'pdfmake/interfaces';
import { chartSvg } from '../chart/chart-svg.ts';
import type { Block, ReportDocument } from '../document.ts';
import { rawLines, visibleText } from '../text/visible-text.ts';
import { brokenLines } from './broken-lines.ts';
import { drawable, type Fonts } from './fonts.ts';
import { INK, LINE, MUTED, SIZES, STRONG_LINE, TEXT_WIDTH } from './look.ts';
import { tableNode } from './table.ts';
import { linesStack, STYLE_OF, type StyleName, textLines } from './text.ts';

/** Room that has to be left below a heading, for what it is about begins on its page. */
const KEPT = 62;
const TERM_WIDTH = 118;
const BULLET_WIDTH = 14;
/** Of a heading or caption that is kept with what follows; a longer one may be torn. */
const MOST_KEPT_LINES = 6;

/** All that stands on the pages, top to bottom. */
export function contentOf({ title, subtitle, about, blocks }: ReportDocument, fonts: Fonts): Content[] {
  return [
    { stack: linesStack(textLines(title, 'title', fonts), 'title') },
    { stack: linesStack(textLines(subtitle, 'subtitle', fonts), 'subtitle'), margin: [0, 3, 0, 10] },
    rule(STRONG_LINE, 0.75),
    { ...factsNode(about, fonts), margin: [0, 8, 0, 8] },
    rule(LINE, 0.5),
    ...blocks.flatMap((block) => blockNodes(block, fonts)),
  ];
}

function rule(color: string, lineWidth: number): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineColor: color, lineWidth }] };
}

function blockNodes(block: Block, fonts: Fonts): Content[] {
  switch (block.kind) {
    case 'heading':
      return headingNodes(block, fonts);
    case 'paragraph': {
      const style = block.look ?? 'text';
      return [{ stack: linesStack(textLines(block.text, style, fonts), style), margin: [0, 3, 0, 4] }];
    }
    case 'facts':
      return [{ ...factsNode(block.rows, fonts), margin: [0, 3, 0, 6] }];
    case 'list':
      return [listNode(block.items, block.isOrdered === true, fonts)];
    case 'table':
      return [...keptNodes(block.caption, 'caption', [0, 6, 0, 2], fonts), tableNode(block, fonts), gap(8)];
    case 'chart':
      return chartNodes(block.chart, fonts);
    case 'raw':
      return [
        ...keptNodes(block.caption, 'caption', [0, 6, 0, 2], fonts),
        rawNode(block.text, fonts),
        gap(6),
      ];
  }
}

const gap = (height: number): Content => ({ text: '', fontSize: 1, margin: [0, height - 1, 0, 0] });

function headingNodes(heading: Extract<Block, { kind: 'heading' }>, fonts: Fonts): Content[] {
  const isFirst = heading.level === 1;
  return keptNodes(
    heading.text,
    isFirst ? 'heading1' : 'heading2',
    isFirst ? [0, 16, 0, 4] : [0, 10, 0, 3],
    fonts,
    heading,
  );
}

/** Lines that stand on the page on which what follows them begins. */
function keptNodes(
  text: string,
  style: StyleName,
  margin: [number, number, number, number],
  fonts: Fonts,
  heading?: Extract<Block, { kind: 'heading' }>,
): Content[] {
  const lines = linesStack(textLines(text, style, fonts), style);
  const marked = heading ? withBookmark(lines, heading) : lines;
  if (lines.length > MOST_KEPT_LINES) return [{ stack: marked, margin }];
  // Room that is asked for together with the lines, and then given back.
  return [
    {
      stack: [
        { stack: marked, margin },
        { text: '', fontSize: 1, margin: [0, 0, 0, KEPT] },
      ],
      unbreakable: true,
    },
    { text: '', fontSize: 1, margin: [0, 0, 0, -KEPT - 2.5] },
  ];
}

/** The first line carries the whole heading into the outline; one of the second level lies under the first one before it. */
function withBookmark(
  lines: readonly ContentText[],
  { level, text }: Extract<Block, { kind: 'heading' }>,
): Content[] {
  const [first, ...rest] = lines;
  if (!first) return [];
  const outlineText = visibleText(text).slice(0, LONGEST_BOOKMARK);
  return [{ ...first, outline: true, outlineText, outlineExpanded: level === 1 }, ...rest];
}

/** Longer ones are no help in a side bar. */
const LONGEST_BOOKMARK = 120;

function factsNode(rows: ReportDocument['about'], fonts: Fonts): ContentTable | ContentText {
  if (rows.length === 0) return { text: '', fontSize: 1 };
  const cell = (text: string, style: StyleName, width: number): Content => ({
    stack: linesStack(textLines(text, style, fonts, width), style),
  });
  const textWidth = TEXT_WIDTH - TERM_WIDTH - 10;
  return {
    table: {
      widths: [TERM_WIDTH, textWidth],
      body: rows.map(([term, text]) => [cell(term, 'muted', TERM_WIDTH), cell(text, 'text', textWidth)]),
    },
    layout: 'facts',
  };
}

export const FACTS_LAYOUT = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (index: number) => (index === 0 ? 0 : 10),
  paddingRight: () => 0,
  paddingTop: () => 1.2,
  paddingBottom: () => 1.2,
};

function listNode(items: readonly string[], isOrdered: boolean, fonts: Fonts): Content {
  const indent = isOrdered ? BULLET_WIDTH + 6 : BULLET_WIDTH;
  return {
    stack: items.map((item, index) => ({
      columns: [
        { text: isOrdered ? `${index + 1}.` : '•', width: indent, noWrap: true, ...STYLE_OF.muted },
        { stack: linesStack(textLines(item, 'text', fonts, TEXT_WIDTH - indent), 'text'), width: '*' },
      ],
      margin: [0, 1.5, 0, 1.5],
    })),
    margin: [0, 2, 0, 4],
  };
}

const RAW_PADDING = 6;

function rawNode(text: string, fonts: Fonts): Content {
  const setting = { font: fonts.mono, size: SIZES.raw };
  const width = TEXT_WIDTH - 2 * RAW_PADDING;
  const lines = rawLines(text).flatMap((line) => brokenLines(drawable(line, fonts.mono), setting, width));
  return {
    table: { widths: [width], body: lines.map((each) => [{ stack: linesStack([each], 'raw') }]) },
    layout: 'raw',
  };
}

/** One row a line, so that a page may end between any two. */
export const RAW_LAYOUT = {
  hLineWidth: () => 0,
  vLineWidth: (index: number) => (index === 0 ? 1.5 : 0),
  vLineColor: () => STRONG_LINE,
  paddingLeft: () => RAW_PADDING,
  paddingRight: () => RAW_PADDING,
  paddingTop: () => 0.4,
  paddingBottom: () => 0.4,
};

function chartNodes(chart: Extract<Block, { kind: 'chart' }>['chart'], fonts: Fonts): Content[] {
  const svg = chartSvg(chart, {
    shown: (text) => drawable(visibleText(text), fonts.regular),
    widthOf: (text, size, isBold) => (isBold ? fonts.bold : fonts.regular).widthOf(text, size),
    family: 'Inter',
    isNamed: false,
    paints: {
      ink: INK,
      muted: MUTED,
      line: LINE,
      ground: '#ffffff',
      'server-a': '#3f6789',
      'server-b': '#956e4c',
      limit: '#b31220',
    },
  });
  const title = linesStack(textLines(chart.title, 'caption', fonts), 'caption');
  const summary = linesStack(textLines(chart.summary, 'note', fonts), 'note');
  const picture: Content = { svg, width: TEXT_WIDTH, margin: [0, 4, 0, 2] };
  if (title.length > MOST_KEPT_LINES)
    return [{ stack: title, margin: [0, 8, 0, 0] }, picture, ...summary, gap(6)];
  return [{ stack: [...title, picture], unbreakable: true, margin: [0, 8, 0, 0] }, ...summary, gap(8)];
}
