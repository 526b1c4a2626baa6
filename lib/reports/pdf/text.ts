import type { ContentText } from 'pdfmake/interfaces';
import { visibleLines } from '../text/visible-text.ts';
import { brokenLines } from './broken-lines.ts';
import { drawable, type FontName, type Fonts } from './fonts.ts';
import { INK, MUTED, SIZES, TEXT_WIDTH } from './look.ts';

type Style = { font: 'Inter' | 'Mono'; bold?: boolean; fontSize: number; color: string; lineHeight: number };

/** Told at each node rather than by name: pdfmake looks a name up word by word. */
export const STYLE_OF = {
  title: { font: 'Inter', bold: true, fontSize: SIZES.title, color: INK, lineHeight: 1.05 },
  subtitle: { font: 'Inter', fontSize: SIZES.subtitle, color: MUTED, lineHeight: 1.15 },
  heading1: { font: 'Inter', bold: true, fontSize: SIZES.heading1, color: INK, lineHeight: 1.1 },
  heading2: { font: 'Inter', bold: true, fontSize: SIZES.heading2, color: INK, lineHeight: 1.1 },
  lead: { font: 'Inter', fontSize: SIZES.lead, color: INK, lineHeight: 1.25 },
  text: { font: 'Inter', fontSize: SIZES.text, color: INK, lineHeight: 1.22 },
  muted: { font: 'Inter', fontSize: SIZES.text, color: MUTED, lineHeight: 1.22 },
  caption: { font: 'Inter', bold: true, fontSize: SIZES.caption, color: INK, lineHeight: 1.15 },
  note: { font: 'Inter', fontSize: SIZES.caption, color: MUTED, lineHeight: 1.2 },
  columnTitle: { font: 'Inter', bold: true, fontSize: SIZES.cell, color: MUTED, lineHeight: 1.05 },
  cell: { font: 'Inter', fontSize: SIZES.cell, color: INK, lineHeight: 1.08 },
  monoCell: { font: 'Mono', fontSize: SIZES.monoCell, color: INK, lineHeight: 1.08 },
  raw: { font: 'Mono', fontSize: SIZES.raw, color: INK, lineHeight: 1.12 },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof STYLE_OF;

export function fontNameOf(style: StyleName): FontName {
  const { font, bold = false }: Style = STYLE_OF[style];
  if (font === 'Mono') return 'mono';
  return bold ? 'bold' : 'regular';
}

/** A text in a style, broken into lines; ends of lines in the text are kept. */
export function textLines(text: string, style: StyleName, fonts: Fonts, width = TEXT_WIDTH): string[] {
  const font = fonts[fontNameOf(style)];
  const setting = { font, size: STYLE_OF[style].fontSize };
  return visibleLines(text).flatMap((line) => brokenLines(drawable(line, font), setting, width));
}

/** Lines as nodes between which a page may end. */
export function linesStack(lines: readonly string[], style: StyleName): ContentText[] {
  return lines.map((text) => ({ text, noWrap: true, preserveLeadingSpaces: true, ...STYLE_OF[style] }));
}
