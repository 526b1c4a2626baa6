import type { ReadinessDto } from '../../../lib/contracts/truth.ts';
import type { Level } from '../level-mark.tsx';

type Word = ReadinessDto['word'];
type Line = ReadinessDto['lines'][number];

export const WORD_LOOK: Record<Word, { level: Level; word: string }> = {
  ready: { level: 'good', word: 'ready' },
  'ready-with-risks': { level: 'warn', word: 'ready, with risks' },
  'not-ready': { level: 'bad', word: 'not ready' },
  unknown: { level: 'unknown', word: 'unknown' },
};

export const STATUS_LEVEL: Record<Line['status'], Level> = {
  pass: 'good',
  warn: 'warn',
  fail: 'bad',
  unknown: 'unknown',
};

/** What may still be said: of a readiness that is old nothing but what it was. */
export function saidOfReadiness(
  { word, sentence }: Pick<ReadinessDto, 'word' | 'sentence'>,
  isOld: boolean,
  servers: readonly string[],
): Pick<ReadinessDto, 'word' | 'sentence'> {
  if (!isOld) return { word, sentence: withoutWord(sentence, servers) };
  const was = word === 'unknown' ? 'it was not known then either' : `then it was ${WORD_LOOK[word].word}`;
  return { word: 'unknown', sentence: `Too long ago to be relied on; ${was}.` };
}

/** The sentence begins with the word, which stands large above it: "Not ready: …". A server keeps its name as it is. */
function withoutWord(sentence: string, servers: readonly string[]): string {
  const rest = sentence.replace(/^(Ready, with risks|Ready|Not ready|Not known): /, '');
  if (servers.some((name) => rest.startsWith(name))) return rest;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
