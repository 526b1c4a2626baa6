/**
 * What a reader could not see, or would be deceived by: controls, marks of direction, characters of no width, halves of a
 * surrogate pair, private and unassigned ones; and the marks that pile up over one letter beyond the third.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?<=\p{M}{3})\p{M}/gu;
const LINE_END = /\r\n|[\n\r]/;
const TAB_STOP = 8;

/** The text on one line, with what can't be seen as an escape such as `\u202e`; ends of lines and tabs are blanks. */
export function visibleText(text: string): string {
  return text.replace(/\r\n|[\n\r\t]/g, ' ').replace(UNSEEN, escapeOf);
}

/** The same, line by line. */
export function visibleLines(text: string): string[] {
  return text.split(LINE_END).map(visibleText);
}

/** The lines of a file or a log: tabs reach to the next stop, as they do in a terminal. */
export function rawLines(text: string): string[] {
  return text.split(LINE_END).map((line) => visibleText(withoutTabs(line)));
}

/** A character as an escape of JavaScript: `\u202e`, `\u{1f600}`. */
export function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  return line
    .split('\t')
    .reduce((before, part) => before + ' '.repeat(TAB_STOP - (before.length % TAB_STOP)) + part);
}
