import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Damages a database as a failing disk does: every byte of some pages, counted from 1, is another. */
export function flipPages(path: string, pages: readonly number[]): void {
  const file = openSync(path, 'r+');
  const bytes = Buffer.alloc(PAGE_BYTES);
  for (const page of pages) {
    const at = (page - 1) * PAGE_BYTES;
    readSync(file, bytes, 0, PAGE_BYTES, at);
    writeSync(
      file,
      bytes.map((byte) => byte ^ 0xff),
      0,
      PAGE_BYTES,
      at,
    );
  }
  closeSync(file);
}
