import type { Font } from './font.ts';

/** A font's size beside it, since both decide what fits. */
export type Setting = { font: Font; size: number };

/**
 * A text on one line, broken into lines of a width: at blanks, after signs within long names, and anywhere in a word that
 * is longer than a line.
 */
export function brokenLines(text: string, { font, size }: Setting, width: number): string[] {
  // Adding up widths of parts and measuring the whole may differ in the last bit.
  const room = width + 0.01;
  if (font.widthOf(text, size) <= room) return [text];
  const lines: string[] = [];
  let line = '';
  let length = 0;
  const end = () => {
    lines.push(line.trimEnd());
    line = '';
    length = 0;
  };
  for (const part of text.match(PARTS) ?? []) {
    const partLength = font.widthOf(part, size);
    if (length + font.widthOf(part.trimEnd(), size) > room && line.trim() !== '') end();
    if (partLength <= room) {
      // A line that begins within a text begins with a word.
      if (line === '' && lines.length > 0 && part.trim() === '') continue;
      line += part;
      length += partLength;
      continue;
    }
    for (const character of part) {
      const characterLength = font.widthOf(character, size);
      if (length + characterLength > room && line !== '') end();
      line += character;
      length += characterLength;
    }
  }
  if (line !== '') end();
  return lines;
}

/** A word and what ends it: blanks, or a sign after which a long name may go on in the next line. */
const PARTS = /[^\s/,;:=&?@_.–—-]*(?:[/,;:=&?@_.–—-]+|\s+|$)/gu;
