import { expect, it } from 'vitest';
import { Kept } from './kept.ts';

it('keeps what was set for as long as it may, and not after a clock was set back', () => {
  const kept = new Kept<string>({ forMs: 10, most: 5 });
  kept.set('a', 'known', 100);
  expect(kept.get('a', 109)).toBe('known');
  expect(kept.get('a', 110)).toBeUndefined();
  expect(kept.get('a', 99)).toBeUndefined();
  expect(kept.get('b', 100)).toBeUndefined();
});

it('lets go of what was set first once there is too much', () => {
  const kept = new Kept<number>({ forMs: 10, most: 2 });
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const)
    kept.set(key, value, 0);
  expect(['a', 'b', 'c'].map((key) => kept.get(key, 0))).toEqual([3, undefined, 4]);
});
