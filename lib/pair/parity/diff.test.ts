import { expect, test } from 'vitest';
import { configDiff } from './diff.ts';

const LINES = Array.from({ length: 20 }, (_, at) => `option x${at} ${at};`);
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

test('a changed line is told with those around it', () => {
  const after = LINES.with(10, 'option x10 11;');
  expect(configDiff([{ path: '/d.conf', text: text(LINES) }], [{ path: '/d.conf', text: text(after) }])).toBe(
    `--- /d.conf
+++ /d.conf
@@ -8,7 +8,7 @@
 option x7 7;
 option x8 8;
 option x9 9;
-option x10 10;
+option x10 11;
 option x11 11;
 option x12 12;
 option x13 13;
`,
  );
});

test('files that come and go are told by name, those that stay are not', () => {
  const same = { path: '/same.conf', text: 'x' };
  const before = [same, { path: '/old.conf', text: 'one\n' }];
  const after = [{ path: '/new.conf', text: 'two\nthree' }, same];
  expect(configDiff(before, after)).toBe(`--- /dev/null
+++ /new.conf
@@ -0,0 +1,2 @@
+two
+three
\\ No newline at end of file
--- /old.conf
+++ /dev/null
@@ -1,1 +0,0 @@
-one
`);
});

test('nothing is told of what stayed', () => {
  expect(configDiff([{ path: '/d', text: 'x' }], [{ path: '/d', text: 'x' }])).toBe('');
  expect(configDiff([], [])).toBe('');
});

test('a file written anew is told as such, not line by line', () => {
  const many = (word: string) => text(Array.from({ length: 5000 }, (_, at) => `${word} ${at}`));
  expect(configDiff([{ path: '/d', text: many('a') }], [{ path: '/d', text: many('b') }])).toBe(`--- /d
+++ /d
@@ written anew: 5000 lines before, 5000 lines now @@
`);
});

test('a long diff is cut, and says by how much', () => {
  const added = text(Array.from({ length: 1000 }, (_, at) => `host h${at} { }`));
  const lines = configDiff([{ path: '/d', text: '' }], [{ path: '/d', text: added }]).split('\n');
  expect(lines.slice(-3)).toEqual(['+host h398 { }', '… and 601 more lines', '']);
});
