export type CsvCell = string | number | boolean | null;

/** One line of a table as CSV (RFC 4180). No spreadsheet takes a text of it for a formula, whoever chose that text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/**
 * Where a spreadsheet would have a formula begin; the wide signs are those of East Asian ones. Where a comma is the decimal sign,
 * cells end at semicolons, and quotation marks keep no text together that does not begin a cell by that count: so what comes after
 * a semicolon, a tab or the end of a line begins one, too.
 */
const FORMULA = /^(?=[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠])/g;

function cellOf(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = cell.replace(FORMULA, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
