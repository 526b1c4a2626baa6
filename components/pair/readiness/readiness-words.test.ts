import { expect, it } from 'vitest';
import { saidOfReadiness } from './readiness-words.ts';

it.each([
  ['ready', 'Ready: if one server failed now, all is well.', 'If one server failed now, all is well.'],
  ['ready-with-risks', 'Ready, with risks: clocks are apart.', 'Clocks are apart.'],
  ['not-ready', 'Not now – it is happening: dhcp-b is alone.', 'Not now – it is happening: dhcp-b is alone.'],
] as const)('does not say the word %s twice', (word, sentence, said) => {
  expect(saidOfReadiness({ word, sentence }, false, ['dhcp-a'])).toEqual({ word, sentence: said });
});

it('leaves the name of a server at the begin of a sentence as it is', () => {
  const sentence = 'Not ready: dhcp-a has no address left.';
  expect(saidOfReadiness({ word: 'not-ready', sentence }, false, ['dhcp-a']).sentence).toBe(
    'dhcp-a has no address left.',
  );
});

it('takes what is old for unknown, and says what it was', () => {
  expect(saidOfReadiness({ word: 'ready', sentence: 'Ready: …' }, true, ['dhcp-a'])).toEqual({
    word: 'unknown',
    sentence: 'Too long ago to be relied on; then it was ready.',
  });
  expect(saidOfReadiness({ word: 'unknown', sentence: 'Not known: …' }, true, ['dhcp-a']).sentence).toContain(
    'either',
  );
});
