import { expect, test } from 'vitest';
import type { FailoverView } from './facts.ts';
import { skewFromStamps } from './skew.ts';
import { NOW, pairFacts, SECOND_MS } from './testing/pair-facts.ts';

/** Stamps as two servers leave them: `aheadSeconds` is the secondary's clock minus the primary's. */
function skewOf(
  aheadSeconds: number,
  thereSeconds = 0,
  backSeconds = 0,
  spoiled: Partial<FailoverView> = {},
) {
  const ahead = aheadSeconds * SECOND_MS;
  const { primary, secondary } = pairFacts(
    { view: { localStosAt: NOW, partnerStosAt: NOW + backSeconds * SECOND_MS } },
    { view: { localStosAt: NOW + ahead, partnerStosAt: NOW + ahead + thereSeconds * SECOND_MS, ...spoiled } },
  );
  if (!primary.view || !secondary.view) throw new Error('pairFacts gave no views');
  return skewFromStamps(primary.view, secondary.view);
}

test.each([
  [0, 0, 0, 0, 1000],
  [20, 0, 0, 20_000, 1000],
  [-90, 0, 0, -90_000, 1000],
  [5, 1, 1, 5000, 2000],
  [5, 2, 0, 6000, 2000],
  [0, -1, 0, -500, 1000],
])('clocks %s s apart, delays %s and %s s: %s ms ± %s ms', (ahead, there, back, skewMs, uncertaintyMs) => {
  expect(skewOf(ahead, there, back)).toMatchObject({ skewMs, uncertaintyMs, method: 'stos' });
});

test('is dated by the newest stamp', () => {
  expect(skewOf(20)?.measuredAt).toBe(new Date(NOW + 20_000).toISOString());
});

test.each([
  ['a stale stamp', skewOf(0, 300)],
  ['stamps that run backwards', skewOf(0, -2)],
  ['a missing stamp', skewOf(0, 0, 0, { partnerStosAt: null })],
  ['a state other than normal', skewOf(0, 0, 0, { localState: 'communications-interrupted' })],
  ['a partner not known to be normal', skewOf(0, 0, 0, { partnerState: 'startup' })],
])('says nothing from %s', (_, skew) => {
  expect(skew).toBeNull();
});
