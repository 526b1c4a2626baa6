import type { Shape } from '../chart/picture.ts';
import type { Fonts } from './fonts.ts';
import { type Color, PAGE, STYLES, type StyleName } from './look.ts';

/** What is drawn on a page. `y` of a text is its baseline, counted from the top of the page. */
export type Mark =
  | { kind: 'text'; x: number; y: number; text: string; style: StyleName }
  | { kind: 'rule'; x1: number; y1: number; x2: number; y2: number; color: Color; width: number }
  | { kind: 'picture'; x: number; y: number; scale: number; shapes: readonly Shape[] };

export type Bookmark = { level: 1 | 2; text: string; y: number };
export type Sheet = { marks: Mark[]; bookmarks: Bookmark[] };

/** Pages as they are filled, top to bottom. Nothing is drawn yet: what it looks like depends on nothing but this. */
export class Sheets {
  readonly all: Sheet[] = [{ marks: [], bookmarks: [] }];
  readonly fonts: Fonts;
  /** How far the page is filled. */
  y: number = PAGE.top;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  get sheet(): Sheet {
    return this.all[this.all.length - 1] as Sheet; // There is one from the begin.
  }

  get isAtTop(): boolean {
    return this.y === PAGE.top;
  }

  get room(): number {
    return PAGE.bottom - this.y;
  }

  newSheet(): void {
    this.all.push({ marks: [], bookmarks: [] });
    this.y = PAGE.top;
  }

  /** Goes on on a new page where so much doesn't fit on this one; what fits on none begins where it is. True if it did. */
  need(height: number): boolean {
    if (height <= this.room || this.isAtTop || height > PAGE.bottom - PAGE.top) return false;
    this.newSheet();
    return true;
  }

  /** Leaves a gap, but never at the top of a page. */
  gap(height: number): void {
    if (!this.isAtTop) this.y += height;
  }

  text(text: string, style: StyleName, x: number, y: number): void {
    if (text !== '') this.sheet.marks.push({ kind: 'text', x, y, text, style });
  }

  rule(x1: number, y1: number, x2: number, y2: number, color: Color, width: number): void {
    this.sheet.marks.push({ kind: 'rule', x1, y1, x2, y2, color, width });
  }

  /** A line of text below what is there. */
  line(text: string, style: StyleName, x: number = PAGE.left): void {
    const { lead } = STYLES[style];
    this.need(lead);
    this.text(text, style, x, baselineOf(this.y, style));
    this.y += lead;
  }

  /** Lines of which a page neither begins with the last one alone nor ends with the first. */
  lines(lines: readonly string[], style: StyleName, x: number = PAGE.left): void {
    const { lead } = STYLES[style];
    for (const [index, line] of lines.entries()) {
      if (index === 0 || index === lines.length - 2) this.need(Math.min(2, lines.length - index) * lead);
      this.line(line, style, x);
    }
  }
}

/** Letters stand in the middle of their line: most of what is above the baseline is a capital's height. */
export function baselineOf(top: number, style: StyleName): number {
  const { lead, size } = STYLES[style];
  return top + lead / 2 + size * 0.36;
}
