import { expect, it } from 'vitest';
import { messageWords } from './message-words.ts';

const NOW = Date.parse('2026-07-21T10:42:00Z');
const SOON = '2026-07-21T10:42:30.000Z';

it.each([
  ['delivered', 1, null, 'delivered'],
  ['delivered', 3, null, 'delivered after 3 tries'],
  ['dead', 1, null, 'given up after 1 try'],
  ['dead', 10, null, 'given up after 10 tries'],
  ['waiting', 0, SOON, 'waits, next try in 30 s'],
  ['waiting', 0, '2026-07-21T10:41:59.000Z', 'waits, to be sent any moment'],
  ['waiting', 1, SOON, 'failed once, next try in 30 s'],
  ['waiting', 4, SOON, 'failed 4 times, next try in 30 s'],
] as const)('%s after %i', (status, attempts, nextAttemptAt, words) => {
  expect(messageWords({ status, attempts, nextAttemptAt }, false, NOW)).toBe(words);
});

it('waits behind another one, whatever its own time', () => {
  const message = { status: 'waiting', attempts: 0, nextAttemptAt: SOON } as const;
  expect(messageWords(message, true, NOW)).toBe('waits for the one before it');
});
