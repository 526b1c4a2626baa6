import type { Paint } from '../chart/picture.ts';
import type { FontName } from './fonts.ts';

/** All measures in points. A page of A4. */
export const PAGE = { width: 595.28, height: 841.89, left: 46, right: 549.28, top: 46, bottom: 786 };
export const TEXT_WIDTH = PAGE.right - PAGE.left;
/** Where the rule above the running text lies, and the baseline of that text. */
export const FOOTER = { rule: 801, baseline: 814 };

export type Color =
  | '#1a1d23'
  | '#5a5e65'
  | '#dee0e2'
  | '#bbbec2'
  | '#ffffff'
  | '#3f6789'
  | '#956e4c'
  | '#b31220';
export const INK: Color = '#1a1d23';
export const MUTED: Color = '#5a5e65';
export const LINE: Color = '#dee0e2';
export const STRONG_LINE: Color = '#bbbec2';

export const PAINTS: Record<Paint, Color> = {
  ink: INK,
  muted: MUTED,
  line: LINE,
  ground: '#ffffff',
  'server-a': '#3f6789',
  'server-b': '#956e4c',
  limit: '#b31220',
};

/** `lead`: from one baseline to the next. */
export type Style = { font: FontName; size: number; lead: number; color: Color };

export const STYLES = {
  title: { font: 'bold', size: 20, lead: 25, color: INK },
  subtitle: { font: 'regular', size: 11, lead: 15.5, color: MUTED },
  heading1: { font: 'bold', size: 14, lead: 18, color: INK },
  heading2: { font: 'bold', size: 10.5, lead: 14, color: INK },
  lead: { font: 'regular', size: 10.5, lead: 15.75, color: INK },
  text: { font: 'regular', size: 9, lead: 13, color: INK },
  muted: { font: 'regular', size: 9, lead: 13, color: MUTED },
  caption: { font: 'bold', size: 8.5, lead: 12, color: INK },
  note: { font: 'regular', size: 8, lead: 11.5, color: MUTED },
  columnTitle: { font: 'bold', size: 7.5, lead: 10, color: MUTED },
  cell: { font: 'regular', size: 7.5, lead: 10, color: INK },
  /** JetBrains Mono looks larger than Inter of the same size. */
  monoCell: { font: 'mono', size: 6.8, lead: 10, color: INK },
  raw: { font: 'mono', size: 7, lead: 9.6, color: INK },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLES;
