import { expect, test } from 'vitest';
import { clipped, harmless, listed, listedClauses, subjectOf } from './wording.ts';

test.each([
  [[], ''],
  [['x'], 'x'],
  [['x', 'y'], 'x and y'],
  [['x', 'y', 'z'], 'x, y and z'],
  [['x', 'y', 'z', 'u', 'v'], 'x, y, z and 2 more'],
])('%j are told as %j', (names, text) => {
  expect(listed(names)).toBe(text);
});

test('clauses are told with semicolons', () => {
  expect(listedClauses(['a, b', 'c', 'd', 'e'])).toBe('a, b; c; d; and 1 more');
});

test('a subject changes with the number of things', () => {
  expect([subjectOf(['x']), subjectOf(['x', 'y', 'z'])]).toEqual(['x', 'x +2']);
});

test('a long text is cut between characters', () => {
  expect(clipped(`${'x'.repeat(78)}😀😀`)).toBe(`${'x'.repeat(78)}…`);
  expect(clipped('x'.repeat(80))).toBe('x'.repeat(80));
});

test('what a terminal or a database would choke on is replaced', () => {
  expect(harmless('a\u001b[31m\0b\t')).toBe('a\ufffd[31m\ufffdb\t');
});
