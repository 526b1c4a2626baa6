import type { Cell, Column, Table } from '../document.ts';
import { cellLines, isMonoCell } from '../text/cell-lines.ts';
import type { Fonts } from './fonts.ts';
import { LINE, PAGE, STRONG_LINE, STYLES, type StyleName, TEXT_WIDTH } from './look.ts';
import { baselineOf, type Sheets } from './sheets.ts';
import { setLines, textLines } from './text.ts';

const PADDING = 2.6;
const BETWEEN_COLUMNS = 9;
const LEAD = STYLES.cell.lead;
/** Rows that are looked at to see how wide a column has to be. */
const SAMPLE = 400;
const NARROWEST = 28;
/** The head stands on every page, and must leave room for rows. */
const MOST_HEAD_LINES = 12;

type Place = { x: number; width: number; isRight: boolean };
type SetCell = { lines: string[]; style: StyleName };

/** A table below what is there. Its head stands on each page it reaches; a row is torn only if it is longer than a page. */
export function layTable(sheets: Sheets, { columns, rows }: Table): void {
  const places = placesOf(columns, rows, sheets.fonts);
  const head = headCells(columns, places, sheets.fonts);
  layHead(sheets, head, places);
  for (const row of rows) {
    const cells = places.map((place, index) => setCell(row[index] ?? '', place, sheets.fonts));
    const height = heightOf(cells);
    if (height <= PAGE.bottom - PAGE.top - heightOf(head)) {
      if (sheets.need(height)) layHead(sheets, head, places);
      layRow(sheets, cells, places, 0, height);
    } else layLongRow(sheets, cells, places, head);
    sheets.rule(PAGE.left, sheets.y, PAGE.right, sheets.y, LINE, 0.4);
  }
}

/** Height of the head and the first row, which stand on one page. */
export function tableBeginHeight({ columns, rows }: Table, fonts: Fonts): number {
  const places = placesOf(columns, rows, fonts);
  const first = places.map((place, index) => setCell(rows[0]?.[index] ?? '', place, fonts));
  return heightOf(headCells(columns, places, fonts)) + Math.min(heightOf(first), 80);
}

const heightOf = (cells: readonly SetCell[]): number =>
  Math.max(1, ...cells.map(({ lines }) => lines.length)) * LEAD + 2 * PADDING;

function headCells(columns: readonly Column[], places: readonly Place[], fonts: Fonts): SetCell[] {
  return columns.map(({ title }, index) => {
    const lines = textLines(title, 'columnTitle', fonts, places[index]?.width ?? NARROWEST);
    const shown = lines.slice(0, MOST_HEAD_LINES);
    return {
      lines: lines.length > shown.length ? [...shown.slice(0, -1), '…'] : shown,
      style: 'columnTitle',
    };
  });
}

function layHead(sheets: Sheets, head: readonly SetCell[], places: readonly Place[]): void {
  layRow(sheets, head, places, 0, heightOf(head));
  sheets.rule(PAGE.left, sheets.y, PAGE.right, sheets.y, STRONG_LINE, 0.75);
}

/** The lines of a row from one on, as far as the height holds them. */
function layRow(
  sheets: Sheets,
  cells: readonly SetCell[],
  places: readonly Place[],
  from: number,
  height: number,
): void {
  const count = Math.floor((height - 2 * PADDING + 0.01) / LEAD);
  for (const [index, { lines, style }] of cells.entries()) {
    const place = places[index];
    if (!place) continue;
    for (let line = from; line < Math.min(lines.length, from + count); line++) {
      const text = lines[line] ?? '';
      const y = baselineOf(sheets.y + PADDING + (line - from) * LEAD, style);
      sheets.text(text, style, place.isRight ? rightOf(text, style, place, sheets.fonts) : place.x, y);
    }
  }
  sheets.y += height;
}

function layLongRow(
  sheets: Sheets,
  cells: readonly SetCell[],
  places: readonly Place[],
  head: readonly SetCell[],
): void {
  const total = Math.max(...cells.map(({ lines }) => lines.length));
  for (let from = 0; from < total; ) {
    if (sheets.room < 4 * LEAD) {
      sheets.newSheet();
      layHead(sheets, head, places);
    }
    // A head as tall as the page leaves room for no line; one is laid all the same, so that there is an end.
    const fits = Math.max(1, Math.floor((sheets.room - 2 * PADDING) / LEAD));
    layRow(sheets, cells, places, from, Math.min(fits, total - from) * LEAD + 2 * PADDING);
    from += fits;
  }
}

function rightOf(text: string, style: StyleName, { x, width }: Place, fonts: Fonts): number {
  return x + width - fonts[STYLES[style].font].widthOf(text, STYLES[style].size);
}

function setCell(cell: Cell, { width, isRight }: Place, fonts: Fonts): SetCell {
  const style = styleOf(cell, isRight);
  return { lines: setLines(cellLines(cell), style, fonts, width), style };
}

/** Figures stand below each other digit by digit only where all digits are of one width. */
function styleOf(cell: Cell, isRight: boolean): StyleName {
  return isMonoCell(cell) || isRight ? 'monoCell' : 'cell';
}

/**
 * Widths by the shares that are told, but no column is wider than its texts as long as another could do with the room. So
 * times and addresses stay on one line.
 */
function placesOf(columns: readonly Column[], rows: Table['rows'], fonts: Fonts): Place[] {
  const natural = columns.map((column, index) => naturalWidth(column, index, rows, fonts));
  const weights = columns.map(({ weight = 1 }) => (Number.isFinite(weight) ? Math.max(weight, 0.05) : 1));
  const widths = shared(natural, weights, TEXT_WIDTH - BETWEEN_COLUMNS * (columns.length - 1));
  let x = PAGE.left;
  return columns.map(({ align }, index) => {
    const place = { x, width: widths[index] ?? NARROWEST, isRight: align === 'right' };
    x += place.width + BETWEEN_COLUMNS;
    return place;
  });
}

function naturalWidth({ title, align }: Column, index: number, rows: Table['rows'], fonts: Fonts): number {
  let widest = 1;
  const take = (lines: readonly string[], style: StyleName) => {
    const { font, size } = STYLES[style];
    for (const line of lines)
      widest = Math.max(widest, Math.min(fonts[font].widthOf(line, size), TEXT_WIDTH));
  };
  take(textLines(title, 'columnTitle', fonts, TEXT_WIDTH), 'columnTitle');
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  for (let row = 0; row < rows.length; row += step) {
    const cell = rows[row]?.[index] ?? '';
    const style = styleOf(cell, align === 'right');
    take(setLines(cellLines(cell), style, fonts, TEXT_WIDTH), style);
  }
  return Math.ceil(widest + 0.5);
}

/** Shares of a room by weight, where what a column doesn't need goes to the others, and none is too narrow for a word. */
function shared(natural: readonly number[], weights: readonly number[], room: number): number[] {
  const least = Math.min(NARROWEST, room / natural.length);
  const widths = natural.map(() => 0);
  let open = natural.map((_, index) => index);
  let left = room;
  for (;;) {
    const sum = open.reduce((total, index) => total + (weights[index] ?? 1), 0);
    const shareOf = (index: number) => (left * (weights[index] ?? 1)) / sum;
    const tooNarrow = open.filter((index) => shareOf(index) < Math.min(least, natural[index] ?? 0) - 1e-6);
    const content = open.filter((index) => (natural[index] ?? 0) <= shareOf(index));
    // Those that need more than their share come first: what they take decides what is a share.
    const settled = tooNarrow.length > 0 ? tooNarrow : content;
    if (settled.length === 0 || settled.length === open.length) {
      // Where all have what they need, the rest is spread, so that every table is as wide as the text.
      for (const index of open) widths[index] = Math.max(1, shareOf(index));
      return widths;
    }
    for (const index of settled)
      widths[index] = tooNarrow.length > 0 ? Math.min(least, natural[index] ?? least) : (natural[index] ?? 0);
    left -= settled.reduce((total, index) => total + (widths[index] ?? 0), 0);
    open = open.filter((index) => !settled.includes(index));
  }
}
