import { expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

const kinds = (diff: string) => diffLines(diff).map(({ kind }) => kind);

it('tells what was added, what was removed and where', () => {
  const diff =
    '--- /etc/a\n+++ /etc/a\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n--- /dev/null\n+++ /etc/b\n@@ -0,0 +1,1 @@\n+b\n';
  expect(kinds(diff)).toEqual([
    'file',
    'file',
    'hunk',
    'same',
    'removed',
    'added',
    'file',
    'file',
    'hunk',
    'added',
  ]);
});

it('takes a removed line that looks like a head for what it is', () => {
  expect(kinds('--- a\n+++ a\n@@ -1,1 +1,1 @@\n--- x\n+++ y\n')).toEqual([
    'file',
    'file',
    'hunk',
    'removed',
    'added',
  ]);
});

it('finds the next file after one that was cut short', () => {
  expect(kinds('@@ -1,9 +1,9 @@\n-old\n… and 17 more lines\n--- b\n+++ b')).toEqual([
    'hunk',
    'removed',
    'same',
    'file',
    'file',
  ]);
});

it('leaves plain words plain', () => {
  expect(kinds('The files differ in secrets alone.')).toEqual(['same']);
  expect(kinds('--- a\n+++ a\n@@ written anew: 3 lines before, 5 lines now @@')).toEqual([
    'file',
    'file',
    'hunk',
  ]);
});
