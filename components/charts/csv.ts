import { csvLine } from '@/lib/contracts/csv.ts';

export type CsvValue = string | number | null;

/** A table as CSV (RFC 4180); what is no finite number is empty. */
export function csvOf(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const finite = (value: CsvValue) => (typeof value === 'number' && !Number.isFinite(value) ? null : value);
  return [columns, ...rows].map((row) => csvLine(row.map(finite))).join('');
}

/** A name that any file system takes. */
export function csvName(name: string): string {
  return `${name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}.csv`;
}
