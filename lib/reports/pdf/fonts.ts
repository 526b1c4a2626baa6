import { escapeOf } from '../text/visible-text.ts';
import { type Font, readFont } from './font.ts';

/** Bytes of the fonts that a PDF is set in. */
export type FontFiles = Record<FontName, Uint8Array>;
export const FONT_NAMES = ['regular', 'bold', 'mono'] as const;
export type FontName = (typeof FONT_NAMES)[number];

export type Fonts = Record<FontName, Font>;

export function readFonts(files: FontFiles): Fonts {
  return { regular: readFont(files.regular), bold: readFont(files.bold), mono: readFont(files.mono) };
}

/** The text with an escape for each character that the font can't draw, such as `\u4e2d`. */
export function drawable(text: string, { has }: Font): string {
  // Most texts are of characters that every font has.
  if (/^[ -~]*$/.test(text)) return text;
  let drawn = '';
  for (const character of text) drawn += has(character.codePointAt(0) ?? 0) ? character : escapeOf(character);
  return drawn;
}
