export type CsvValue = string | number | null;

/** A table as CSV (RFC 4180). A text never begins with what a spreadsheet takes for a formula; a number may be negative. */
export function csvOf(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return `${[columns, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

const FORMULA = /^[=+\-@\t\r]/;

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A name that any file system takes. */
export function csvName(name: string): string {
  return `${name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}.csv`;
}
