import { expect, test } from 'vitest';
import { canonicalText } from './canonical.ts';

test.each([
  ['on', 'true'],
  ['FALSE', 'false'],
  ['0:1a:B', '00:1a:0b'],
  ['1:0:0:5e:0:53:1', '01:00:00:5e:00:53:01'],
  ['= 0:F:E', '= 00:0f:0e'],
  ['"0:F on"', '"0:F on"'],
  ['"a\\" 0:F" 0:F', '"a\\" 0:F" 00:0f'],
  ['10.0.0.1, 10.0.0.2', '10.0.0.1, 10.0.0.2'],
  ['abc:def:12', 'abc:def:12'],
])('%j means %j', (text, meaning) => {
  expect(canonicalText(text)).toBe(meaning);
});
