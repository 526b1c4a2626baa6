import { csvName } from './csv.ts';

/** Hands the reader a file. */
export function saveCsv(name: string, text: string): void {
  // The mark at the beginning has spreadsheets read it as UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = csvName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
