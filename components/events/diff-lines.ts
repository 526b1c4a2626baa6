/** `file`: which file follows. `hunk`: where in it. The sign in front of a line is part of its text. */
export type DiffLine = { kind: 'file' | 'hunk' | 'added' | 'removed' | 'same'; text: string };

const HUNK = /^@@ -\d+,(\d+) \+\d+,(\d+) @@/;

/**
 * The lines of unified hunks by what they are. A removed line may look like the head of a file, so lines are counted
 * off by the head of their hunk.
 */
export function diffLines(diff: string): DiffLine[] {
  let oldLeft = 0;
  let newLeft = 0;
  const kindOf = (line: string): DiffLine['kind'] => {
    const [sign] = line;
    if (sign === '-' && oldLeft > 0) {
      oldLeft -= 1;
      return 'removed';
    }
    if (sign === '+' && newLeft > 0) {
      newLeft -= 1;
      return 'added';
    }
    if (sign === ' ') {
      oldLeft -= 1;
      newLeft -= 1;
      return 'same';
    }
    if (/^(---|\+\+\+) /.test(line)) return 'file';
    const [isHunk, oldLines, newLines] = HUNK.exec(line) ?? [];
    if (isHunk || line.startsWith('…')) {
      oldLeft = Number(oldLines ?? 0);
      newLeft = Number(newLines ?? 0);
    }
    return line.startsWith('@@') ? 'hunk' : 'same';
  };
  return diff
    .trimEnd()
    .split('\n')
    .map((text) => ({ kind: kindOf(text), text }));
}
