import { describe, expect, test } from 'vitest';
import { configReviewSchema } from '../../contracts/config-review.ts';
import { DhcpdConfigError } from '../../dhcpd/config/error.ts';
import { readDhcpdConfig } from '../../dhcpd/config/read.ts';
import { CODES } from './codes.ts';
import { reviewPair } from './review.ts';
import { expectedOf, readTestcase, TESTCASE_NAMES } from './testing/testcases.ts';
import { ON_PURPOSE } from './testing/variations.ts';

describe('the review of a pair', () => {
  test.each(TESTCASE_NAMES)('finds in testcases/%s exactly what is expected', async (name) => {
    expect(reviewPair(await readTestcase(name))).toEqual(expectedOf(name));
  });

  test.each(['lab', 'reordered'])('finds nothing in testcases/%s', (name) => {
    expect(expectedOf(name)).toEqual([]);
  });

  test('is broken in as many ways as there are codes', async () => {
    const told = new Set(ON_PURPOSE.map(({ code }) => code as string));
    for (const name of TESTCASE_NAMES) {
      for (const { code } of reviewPair(await readTestcase(name))) told.add(code);
    }
    expect([...told].toSorted()).toEqual(Object.keys(CODES).toSorted());
  });

  test.each(TESTCASE_NAMES)('of testcases/%s has the shape of its contract', async (name) => {
    const findings = reviewPair(await readTestcase(name));
    const review = { primary: 'a', secondary: 'b', counts: { error: 0, warning: 0, info: 0 }, findings };
    expect(configReviewSchema.parse(review)).toEqual(review);
  });

  test('lets two servers of one host have OMAPI on two ports', async () => {
    const { primary, secondary } = await readTestcase('lab');
    const codes = (hosts: [string, string]) =>
      reviewPair({
        primary: { ...primary, host: hosts[0] },
        secondary: { ...secondary, host: hosts[1], config: { ...secondary.config, omapiPort: 17_911 } },
      }).map(({ code }) => code);
    expect(codes(['127.0.0.1', '127.0.0.2'])).toEqual(['omapi-differs']);
    expect(codes(['127.0.0.1', '127.0.0.1'])).toEqual([]);
  });

  test('tells each finding by a key of its own', async () => {
    for (const name of TESTCASE_NAMES) {
      const keys = reviewPair(await readTestcase(name)).map(({ code, subject }) => `${code}:${subject}`);
      expect(keys).toEqual([...new Set(keys)]);
    }
  });
});

/** Blocks in which lines may stand, and what opens the last of theirs. */
const CONTEXTS = [
  (lines: string) => lines,
  (lines: string) => `${lines}\n}`,
  (lines: string) => `subnet 10.0.0.0 netmask 255.0.0.0 { ${lines}\n}`,
  (lines: string) => `subnet 10.0.0.0 netmask 255.0.0.0 { pool { ${lines}\n} }`,
];

describe('corrected lines', () => {
  test.each(TESTCASE_NAMES)('of testcases/%s can be read where they belong', async (name) => {
    const unreadable: string[] = [];
    for (const { correction } of reviewPair(await readTestcase(name))) {
      for (const { lines } of correction) {
        const text = lines.join('\n');
        if (!(await canBeRead(text))) unreadable.push(text);
      }
    }
    expect(unreadable).toEqual([]);
  });
});

async function canBeRead(lines: string): Promise<boolean> {
  for (const context of CONTEXTS) {
    try {
      await readDhcpdConfig('/dhcpd.conf', async (path) => (path === '/dhcpd.conf' ? context(lines) : ''));
      return true;
    } catch (error) {
      if (!(error instanceof DhcpdConfigError)) throw error;
    }
  }
  return false;
}
