import type { Font } from './font.ts';

/** A font's size beside it, since both decide what fits. */
export type Setting = { font: Font; size: number };

/**
 * A text on one line, broken into lines of a width: at blanks; within a word that is longer than a line after its signs,
 * and between any two characters where that doesn't help.
 */
export function brokenLines(text: string, { font, size }: Setting, width: number): string[] {
  // Adding up widths of parts and measuring the whole may differ in the last bits.
  const room = width + 0.01;
  if (font.widthOf(text, size) <= room) return [text];
  const lines: string[] = [];
  let line = '';
  let length = 0;

  function end(): void {
    if (line !== '') lines.push(line);
    line = '';
    length = 0;
  }

  function put(part: string): void {
    const partLength = font.widthOf(part, size);
    if (length + partLength > room) end();
    line += part;
    length += partLength;
  }

  for (const [, blanks = '', word = ''] of text.matchAll(/(\s*)(\S*)/gu)) {
    const wordLength = font.widthOf(word, size);
    const blankLength = font.widthOf(blanks, size);
    // Blanks at which a line ends are on no line.
    if (length + blankLength + wordLength > room) end();
    if (line !== '' || (lines.length === 0 && blankLength < room / 2)) {
      line += blanks;
      length += blankLength;
    }
    if (wordLength <= room) put(word);
    else for (const piece of piecesOf(word, room, font, size)) put(piece);
  }
  end();
  return lines;
}

/** Parts of a long word that each fit: up to a sign after which a name may go on in the next line, else characters. */
function piecesOf(word: string, room: number, font: Font, size: number): string[] {
  return (word.match(/[^/,;:=&?@_.-]+[/,;:=&?@_.-]*|[/,;:=&?@_.-]+/gu) ?? []).flatMap((piece) =>
    font.widthOf(piece, size) <= room ? [piece] : [...piece],
  );
}
