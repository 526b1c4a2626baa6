import type { ContentTable, TableCell } from 'pdfmake/interfaces';
import type { Cell, Table } from '../document.ts';
import { cellLines, isMonoCell } from '../text/cell-lines.ts';
import { visibleText } from '../text/visible-text.ts';
import { brokenLines, type Setting } from './broken-lines.ts';
import { drawable, type Fonts } from './fonts.ts';
import { LINE, SIZES, STRONG_LINE, TEXT_WIDTH } from './look.ts';
import { STYLE_OF } from './text.ts';

const PADDING = { side: 3, top: 2.2, bottom: 1.8 };

/**
 * A table whose head stands on every page it reaches. Every cell is broken into lines here, in widths that are told:
 * pdfmake would measure each word of the table, thrice, in several times the time and memory.
 */
export function tableNode({ columns, rows }: Table, fonts: Fonts): ContentTable {
  const widths = columnWidths(columns.map(({ weight = 1 }) => weight));
  const head = columns.map(({ title, align }, index) =>
    linesNode(
      brokenLines(
        drawable(visibleText(title), fonts.bold),
        { font: fonts.bold, size: SIZES.cell },
        widths[index] ?? 0,
      ),
      { style: 'columnTitle', align },
    ),
  );
  const body = rows.map((row) =>
    columns.map(
      ({ align }, index): TableCell => cellNode(row[index] ?? '', widths[index] ?? 0, align, fonts),
    ),
  );
  return {
    table: { headerRows: 1, keepWithHeaderRows: 1, widths, body: [head, ...body] },
    layout: 'report',
  };
}

/** Lines between rows, a stronger one below the head, none upright. */
export const TABLE_LAYOUT = {
  hLineWidth: (index: number) => (index === 0 ? 0 : index === 1 ? 0.75 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (index: number) => (index === 1 ? STRONG_LINE : LINE),
  paddingLeft: () => PADDING.side,
  paddingRight: () => PADDING.side,
  paddingTop: () => PADDING.top,
  paddingBottom: () => PADDING.bottom,
};

function cellNode(cell: Cell, width: number, align: 'left' | 'right' | undefined, fonts: Fonts): TableCell {
  // Figures stand below each other digit by digit only where all digits are of one width.
  const isMono = isMonoCell(cell) || align === 'right';
  const setting: Setting = isMono
    ? { font: fonts.mono, size: SIZES.monoCell }
    : { font: fonts.regular, size: SIZES.cell };
  const lines = cellLines(cell).flatMap((line) => brokenLines(drawable(line, setting.font), setting, width));
  return linesNode(lines, { style: isMono ? 'monoCell' : 'cell', align });
}

type LineLook = { style: keyof typeof STYLE_OF; align: 'left' | 'right' | undefined };

/** One node for one line; pdfmake needs a stack for more, which costs more. */
function linesNode(lines: readonly string[], { style, align }: LineLook): TableCell {
  const look = { ...STYLE_OF[style], noWrap: true, ...(align === 'right' ? { alignment: align } : {}) };
  const [only] = lines;
  if (lines.length <= 1) return { text: only ?? '', ...look };
  return { stack: lines.map((text) => ({ text, ...look })) };
}

/** Shares of the page's width, without what the cells' sides take. */
function columnWidths(weights: readonly number[]): number[] {
  const least = 0.05;
  const usable = weights.map((weight) => (Number.isFinite(weight) ? Math.max(weight, least) : least));
  const sum = usable.reduce((total, weight) => total + weight, 0);
  const room = TEXT_WIDTH - weights.length * 2 * PADDING.side;
  return usable.map((weight) => Math.max((room * weight) / sum, 4));
}
