/**
 * All cells of a table of text, as a spreadsheet reads it whose cells end at `separator`: quotation marks keep together what they
 * begin a cell with, two of them within are one, and what stands behind the closing one belongs to the cell as well.
 */
export function cellsBy(separator: string, text: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      const end = closingMark(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') {
      cell += text[at];
      at += 1;
    }
    cells.push(cell);
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return cells;
}

function closingMark(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
  return at;
}
