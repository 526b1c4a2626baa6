import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APART_LEVELS, type SkewSample } from './facts.ts';
import { isAtLeast, levelAfter, levelOf } from './levels.ts';

const after = (skews: number[], uncertaintyMs = 0) =>
  levelAfter(skews.map((skewMs, at) => ({ at, skewMs, uncertaintyMs })));

test.each([
  [[], 'together'],
  [[50], 'together'],
  [[51], 'noticeable'],
  [[-6000], 'warning'],
  [[51, 45], 'noticeable'],
  [[51, 39], 'together'],
  [[45], 'together'],
  [[31_000, 29_000, 25_000], 'critical'],
  [[31_000, 23_000], 'warning'],
  [[31_000, 4500], 'warning'],
  [[31_000, 3900], 'noticeable'],
  [[90_000, 0], 'together'],
  [[6000, -6000], 'warning'],
  [[61_000, 59_000, 61_000, 59_000], 'refusing'],
])('after %j it is %s', (skews, level) => {
  expect(after(skews)).toBe(level);
});

test('what lies within the uncertainty is not reached, and not left either', () => {
  expect(after([5500], 1000)).toBe('noticeable');
  expect(after([6500, 5500], 1000)).toBe('warning');
  expect(after([900], 1000)).toBe('together');
});

const samples = fc.array(
  fc.record<SkewSample>({
    at: fc.constant(0),
    skewMs: fc.integer({ min: -100_000, max: 100_000 }),
    uncertaintyMs: fc.integer({ min: 0, max: 50_000 }),
  }),
  { minLength: 1 },
);

test('no level was ever told that no measurement proved', () => {
  fc.assert(
    fc.property(samples, (all) => {
      const proven = all.map(({ skewMs, uncertaintyMs }) => levelOf(Math.abs(skewMs) - uncertaintyMs));
      const highest = APART_LEVELS.findLast((level) => proven.includes(level)) ?? 'together';
      expect(isAtLeast(highest, levelAfter(all))).toBe(true);
    }),
  );
});

test('a level that the last measurement proves is told, whatever went before', () => {
  fc.assert(
    fc.property(samples, (all) => {
      const { skewMs = 0, uncertaintyMs = 0 } = all.at(-1) ?? {};
      expect(isAtLeast(levelAfter(all), levelOf(Math.abs(skewMs) - uncertaintyMs))).toBe(true);
    }),
  );
});
