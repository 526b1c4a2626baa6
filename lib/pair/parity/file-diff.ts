import { structuredPatch } from 'diff';
import type { DiffHunk, FileDiff } from '../../contracts/config.ts';
import { type FilePair, linesOf } from './file-pairs.ts';

/** How far apart two texts are looked at line by line; beyond that, one is the other written anew. */
const MOST_EDITS = 2000;
/** Two long texts with hardly a line in common take longer than a reader waits. */
const MOST_MS = 500;
const CONTEXT_LINES = 3;

/** What differs between two files; of one that is not there, nothing does. */
export function fileDiff({ old, new: new_ }: FilePair): FileDiff {
  return {
    oldPath: old?.path ?? null,
    newPath: new_?.path ?? null,
    oldLines: old ? linesOf(old.text).length : 0,
    newLines: new_ ? linesOf(new_.text).length : 0,
    hunks: old?.text === new_?.text ? [] : hunksOf(old?.text ?? '', new_?.text ?? ''),
  };
}

function hunksOf(before: string, after: string): DiffHunk[] | null {
  // A last line without its end is no difference in what the file says.
  const [old, new_] = [before, after].map((text) =>
    linesOf(text)
      .map((line) => `${line}\n`)
      .join(''),
  );
  const patch = structuredPatch('', '', old ?? '', new_ ?? '', undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: MOST_EDITS,
    timeout: MOST_MS,
  });
  return patch ? patch.hunks.map(({ oldStart, newStart, lines }) => ({ oldStart, newStart, lines })) : null;
}
