/** All measures in points. A page of A4. */
export const PAGE = { width: 595.28, height: 841.89, side: 46, top: 46, bottom: 54 };
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;

export const INK = '#1a1d23';
export const MUTED = '#5a5e65';
export const LINE = '#dee0e2';
export const STRONG_LINE = '#bbbec2';
export const SUNKEN = '#f1f2f4';

export const SIZES = {
  title: 20,
  subtitle: 11,
  heading1: 14,
  heading2: 10.5,
  lead: 10.5,
  text: 9,
  cell: 7.5,
  /** JetBrains Mono looks larger than Inter of the same size. */
  monoCell: 6.8,
  caption: 8,
  raw: 7,
} as const;
