/** A CSV file (RFC 4180) with a line of names, as one object for each line after it. A mark of UTF-8 at the begin is none of its text. */
export function recordsOfCsv(text: string): Record<string, string>[] {
  const [names = [], ...lines] = linesOf(text.replace(/^\uFEFF/, ''));
  return lines.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
}

/** A cell, quoted or not, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;

function linesOf(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(CELL)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  // The last line ends as all others do.
  return lines.slice(0, -1);
}
