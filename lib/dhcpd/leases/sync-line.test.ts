import { expect, test } from 'vitest';
import { findSyncLine, syncLineAt } from './sync-line.ts';
import { bytesOf } from './testing/scan.ts';

function judge(text: string) {
  const bytes = bytesOf(text);
  return syncLineAt(bytes, 0, bytes.length);
}

test.each([
  'lease 10.0.0.1 {',
  'failover peer "x" state {',
  'ia-na "x" {',
  'ia-ta "x" {',
  'ia-pd "x" {',
  'server-duid "x";',
  'authoring-byte-order little-endian;',
])('%s begins an entry', (line) => {
  expect(judge(line)).toBe('yes');
});

test.each(['host x {', 'group {', 'group "x" {', 'class "x" {', 'subclass "x" 1:2 {'])(
  '%s begins an entry outside groups',
  (line) => {
    expect(judge(line)).toBe('yes-outside-group');
  },
);

test.each([
  'lease limit 4;',
  'leases 1',
  'group "x";\n',
  'class "x";\n{',
  'host x\n{',
  'class "{";',
  ' lease 10.0.0.1 {',
  '}',
])('%s begins none', (line) => {
  expect(judge(line)).toBe('no');
});

test.each(['', 'l', 'lease ', 'failover pee', 'host x', 'group '])('"%s" may yet begin one', (line) => {
  expect(judge(line)).toBe('undecided');
});

test('a file is cut behind the line in which the search begins', () => {
  const bytes = bytesOf('lease 1.0.0.0 {\n}\nhost x {\n}\nlease 2.0.0.0 {\n}\n');
  expect(findSyncLine(bytes, 0)).toBe(29);
  expect(findSyncLine(bytes, 28)).toBe(29);
  expect(findSyncLine(bytes, 29)).toBe(null);
});
