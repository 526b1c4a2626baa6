import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder; it goes with `remove`, and with this process at the latest. */
export function makeOwnFolder(parent = tmpdir()): { path: string; remove(): void } {
  const path = mkdtempSync(join(parent, '.pairwatch-torture-'));
  function remove(): void {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  }
  process.on('exit', remove);
  return { path, remove };
}
