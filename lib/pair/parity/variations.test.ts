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

describe('a mistake that is made again and again', () => {
  const reserved = (count: number) => {
    const subnets = Array.from({ length: count }, (_, at) => {
      const net = `10.1.${at}`;
      return `subnet ${net}.0 netmask 255.255.255.0 { pool { failover peer "pair"; range ${net}.10 ${net}.20; } }
        host h${at} { hardware ethernet 00:00:5e:00:54:${at.toString(16)}; fixed-address ${net}.15; }`;
    });
    return { what: '', both: [['host printer', `${subnets.join('\n')} host printer`]] } satisfies Variation;
  };

  test('is told one by one while there are few', async () => {
    expect(reviewPair(await pairOf(reserved(20)))).toHaveLength(20);
  });

  test('is one finding when there are many, with counts', async () => {
    const findings = reviewPair(await pairOf(reserved(30)));
    expect(findings).toHaveLength(1);
    const [only] = findings;
    expect(only).toMatchObject({ code: 'reservation-in-range', subject: '10.1.0.10 – 10.1.0.20 +29' });
    expect(only?.sentence).toMatch(/^h0 \(10\.1\.0\.15\) is reserved inside .* And 27 more of this kind\.$/);
    expect(only?.places).toHaveLength(40);
  });
});

test('two findings whose subjects are cut to the same have keys of their own', async () => {
  const long = (at: string) => `if option user-class = "${'x'.repeat(100)}${at}" { log(info, "x"); }`;
  const primary: [string, string][] = [['authoritative;', `authoritative; ${long('1')} ${long('2')}`]];
  const findings = reviewPair(await pairOf({ what: '', primary }));
  const subjects = findings.map(({ subject }) => subject);
  expect(subjects).toHaveLength(2);
  expect(new Set(subjects).size).toBe(2);
});
