import { structuredPatch } from 'diff';
import { harmless } from './wording.ts';

/** A file of a configuration; secrets are masked already. */
export type ConfigText = { path: string; text: string };

/** How far apart two texts are looked at line by line; beyond that, one is the other written anew. */
const MOST_EDITS = 2000;

/** How much of a diff is of use to a reader. */
const MOST_LINES = 400;

const CONTEXT_LINES = 3;

/**
 * What changed from one reading of a configuration to the next, as unified hunks: a head of two lines for each file that
 * changed, appeared or went, in the order of the paths. Empty when nothing did.
 */
export function configDiff(before: readonly ConfigText[], after: readonly ConfigText[]): string {
  const old = new Map(before.map(({ path, text }) => [path, text]));
  const new_ = new Map(after.map(({ path, text }) => [path, text]));
  const paths = [...new Set([...old.keys(), ...new_.keys()])].toSorted();
  return paths.map((path) => fileDiff(path, old.get(path), new_.get(path))).join('');
}

function fileDiff(path: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return '';
  const head = `--- ${before === undefined ? '/dev/null' : path}\n+++ ${after === undefined ? '/dev/null' : path}\n`;
  return `${head}${shortened(changedLines(before ?? '', after ?? '')).join('\n')}\n`;
}

function changedLines(before: string, after: string): string[] {
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: MOST_EDITS,
  });
  if (!patch) {
    return [`@@ written anew: ${lineCount(before)} lines before, ${lineCount(after)} lines now @@`];
  }
  return patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${hunkRange(oldStart, oldLines)} +${hunkRange(newStart, newLines)} @@`,
    ...lines.map(harmless),
  ]);
}

/** An empty range stands behind a line, not at one. */
function hunkRange(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function lineCount(text: string): number {
  return text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0);
}

function shortened(lines: string[]): string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more lines`];
}
