import { expect, it } from 'vitest';
import { shouldReload } from './reload.ts';

const FACTS = { pageBuild: 'a', serverBuild: 'b', last: null, nowMs: 1_000_000 };

it('loads a page of another build again', () => {
  expect(shouldReload(FACTS)).toBe(true);
});

it('stays while the build is the same, and while nothing answers', () => {
  expect(shouldReload({ ...FACTS, serverBuild: 'a' })).toBe(false);
  expect(shouldReload({ ...FACTS, serverBuild: null })).toBe(false);
});

it('does not try one build again and again', () => {
  const last = { atMs: FACTS.nowMs - 60_000, build: 'b' };
  expect(shouldReload({ ...FACTS, last })).toBe(false);
  expect(shouldReload({ ...FACTS, last: { ...last, build: 'c' } })).toBe(true);
  expect(shouldReload({ ...FACTS, last: { ...last, atMs: FACTS.nowMs - 5 * 60_000 } })).toBe(true);
});
