export type CsvCell = string | number | boolean | null;

/** One line of a table as CSV (RFC 4180). No spreadsheet takes a text of it for a formula, whoever chose that text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** The wide ones are those of East Asian spreadsheets. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

function cellOf(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
