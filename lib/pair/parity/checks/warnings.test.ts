import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTestcase, TESTCASES } from '../../../dhcpd/config/testing/testcases.ts';
import { KINDS, TOLD_ELSEWHERE } from './warnings.ts';

const PATTERNS = [...KINDS.map(({ pattern }) => pattern), TOLD_ELSEWHERE];

/** They are known by their words: whoever changes these has to change the patterns too. */
describe('the warnings of the reader of dhcpd.conf', () => {
  let messages: string[];
  beforeAll(async () => {
    const configs = await Promise.all(readdirSync(TESTCASES).map(readTestcase));
    messages = configs.flatMap(({ warnings }) => warnings.map(({ message }) => message));
  });

  test.each(PATTERNS)('have one that is known by %s', (pattern) => {
    expect(messages.filter((message) => pattern.test(message))).not.toEqual([]);
  });

  test('are each known by one pattern at most', () => {
    const unclear = messages.filter((message) => PATTERNS.filter((each) => each.test(message)).length > 1);
    expect(unclear).toEqual([]);
  });
});
