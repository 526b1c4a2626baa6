import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder for the product's data that can be made full. */
export type DataFolder = {
  path: string;
  /** Why it can't be made full; null: it can. */
  why: string | null;
  /** Leaves not a byte, until `free`. */
  fill(): void;
  free(): void;
  /** As after a fault of the disk: nothing can be written, until `mendWriting`. Throws while anything is open to be written. */
  endWriting(): void;
  mendWriting(): void;
  remove(): void;
};

const SIZE_MB = 192;
const PIECE = Buffer.alloc(1024 * 1024);

/** A small disk in memory; an ordinary folder for whom may not mount one. */
export function makeDataFolder(path: string, sizeMb = SIZE_MB): DataFolder {
  mkdirSync(path, { recursive: true });
  const why = mount(path, sizeMb);
  const filler = join(path, 'filler');
  let isRemoved = false;
  const folder: DataFolder = {
    path,
    why,
    fill() {
      // Down to pieces of a byte: what is left then holds no page of a database.
      for (const size of [PIECE.length, 4096, 1]) append(filler, PIECE.subarray(0, size));
    },
    free: () => rmSync(filler, { force: true }),
    endWriting: () => remount(path, 'ro'),
    mendWriting: () => remount(path, 'rw'),
    remove() {
      if (why !== null || isRemoved) return;
      isRemoved = true;
      process.off('exit', folder.remove);
      execFileSync('umount', ['--lazy', path]);
    },
  };
  // However we end, no mount is left; before others remove the folder it lies in.
  process.prependListener('exit', folder.remove);
  return folder;
}

function append(path: string, piece: Buffer): void {
  try {
    for (;;) writeFileSync(path, piece, { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

const remount = (path: string, how: 'ro' | 'rw') =>
  execFileSync('mount', ['-o', `remount,${how}`, path], { stdio: 'pipe' });

function mount(path: string, sizeMb: number): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0700`, 'pairwatch-torture', path], {
      stdio: 'pipe',
    });
    return null;
  } catch (error) {
    return `no disk of its own could be mounted (${error instanceof Error ? error.message.split('\n').at(-1) : error})`;
  }
}
