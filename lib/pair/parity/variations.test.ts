import { describe, expect, test } from 'vitest';
import type { Both, ConfigFacts } from './facts.ts';
import { reviewPair } from './review.ts';
import { factsOf } from './testing/facts.ts';
import { NO_MISTAKES, ON_PURPOSE, PRIMARY, SECONDARY, type Variation, varied } from './testing/variations.ts';

async function pairOf({
  primary = [],
  secondary = [],
  both = [],
  versions,
}: Variation): Promise<Both<ConfigFacts>> {
  return {
    primary: await factsOf('a', varied(PRIMARY, [...both, ...primary]), versions?.[0]),
    secondary: await factsOf('b', varied(SECONDARY, [...both, ...secondary]), versions?.[1]),
  };
}

describe('of a good pair', () => {
  test.each(NO_MISTAKES)('it makes no difference that $what', async (variation) => {
    expect(reviewPair(await pairOf(variation))).toEqual([]);
  });

  test.each(ON_PURPOSE)('it is told that $what', async (variation) => {
    const codes = reviewPair(await pairOf(variation)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set([variation.code]));
  });
});
