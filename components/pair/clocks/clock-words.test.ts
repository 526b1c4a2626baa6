import { describe, expect, it } from 'vitest';
import { apartLook, apartWords, offsetWords, suspectWords, syncLook, trendWords } from './clock-words.ts';

describe('the distance of two clocks', () => {
  it.each([
    ['together', 'together', 'together', 'less than 50 ms apart'],
    ['together', 'noticeable', 'together', 'less than 5 s apart'],
    ['noticeable', 'noticeable', 'slightly apart', 'between 50 ms and 5 s apart'],
    ['together', 'warning', 'uncertain', 'less than 30 s apart'],
    ['warning', 'critical', 'apart', 'between 5 s and 60 s apart'],
    ['critical', 'refusing', 'far apart', 'more than 30 s apart'],
    ['refusing', 'refusing', 'too far apart', 'more than 60 s apart: they refuse to connect'],
    ['together', 'refusing', 'uncertain', 'apart by nobody knows how much'],
  ] as const)('from %s to %s is %s: %s', (atLeast, atMost, word, words) => {
    expect(apartLook({ atLeast, atMost }).word).toBe(word);
    expect(apartWords({ atLeast, atMost })).toBe(words);
  });

  it('is not known without a fresh way to measure it', () => {
    expect(apartLook(null)).toEqual({ level: 'unknown', word: 'not known' });
  });
});

it('tells an offset with its sign', () => {
  expect(offsetWords({ offsetMs: 12, uncertaintyMs: 2.2 })).toBe('+12 ms ± 3 ms');
  expect(offsetWords({ offsetMs: -20_000, uncertaintyMs: 20 })).toBe('−20.0 s ± 0.02 s');
});

const READING = {
  method: 'ssh',
  at: 0,
  offsetMs: 0,
  uncertaintyMs: 1,
  delayMs: 2,
  synchronised: true,
  upstream: '192.0.2.1',
  upstreamOffsetMs: -0.4,
} as const;

it('tells what a server says of its clock', () => {
  expect(syncLook(READING)).toEqual({
    level: 'good',
    word: 'synchronised to 192.0.2.1, less than 1 ms off it',
  });
  expect(syncLook({ ...READING, upstream: null, upstreamOffsetMs: null }).word).toBe('synchronised');
  expect(syncLook({ ...READING, synchronised: false }).level).toBe('warn');
  expect(syncLook({ ...READING, synchronised: null }).level).toBe('unknown');
});

it('tells of a drift, and when it reaches the limit', () => {
  const now = Date.parse('2026-07-21T10:42:00Z');
  expect(trendWords({ msPerDay: -1200, reachesLimitAt: null }, now, 'UTC')).toBe(
    'The clocks drift: the distance changes by 1.2 s a day.',
  );
  expect(trendWords({ msPerDay: 9000, reachesLimitAt: now + 5 * 86_400_000 }, now, 'UTC')).toContain(
    'reaches 60 s in about 5 days (26 Jul 10:42 UTC)',
  );
});

it('blames our own clock as far as that is sure', () => {
  const suspect = { offsetMs: 3000, uncertaintyMs: 20, isCertain: true };
  expect(suspectWords(suspect)).toBe(
    'Pairwatch’s clock is 3.0 s ± 0.02 s behind both servers’: both are synchronised, so it is Pairwatch’s own clock that is off.',
  );
  expect(suspectWords({ ...suspect, offsetMs: -3000, isCertain: false })).toMatch(/ahead of .* most likely/);
});
