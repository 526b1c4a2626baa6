import { expect, it } from 'vitest';
import { oneLine, printable } from './text.ts';
import { timeWithAge } from './time.ts';

it('lets no text of others break a table or move the cursor', () => {
  expect(oneLine(' down\r\nfor\tgood \u001b[2J')).toBe('down for good \ufffd[2J');
  expect(printable('a\r\nb\u0007\u009b')).toBe('a\nb\ufffd\ufffd');
});

it.each([
  [0, '2025-11-21 10:42:00Z (0 s ago)'],
  [6 * 60_000, '2025-11-21 10:42:00Z (6 min ago)'],
  [-2 * 3_600_000, '2025-11-21 10:42:00Z (in 2 h)'],
])('tells a time in UTC and how far it is from %i ms after it', (afterMs, text) => {
  const at = Date.UTC(2025, 10, 21, 10, 42, 0, 400);
  expect(timeWithAge(new Date(at).toISOString(), at + afterMs)).toBe(text);
});
