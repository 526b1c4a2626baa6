import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../testing/any-document.ts';
import { rawLines, visibleLines, visibleText } from './visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['a mark of direction', 'admin\u202egnp.exe', 'admin\\u202egnp.exe'],
    ['a control', 'a\u0000b\u001b[31m', 'a\\u0000b\\u001b[31m'],
    ['half a surrogate pair', 'x\ud800y', 'x\\ud800y'],
    ['what has no width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['what is beyond 16 bits', 'a\u{e0041}', 'a\\u{e0041}'],
    ['marks beyond the third over a letter', `e${'\u0301'.repeat(5)}`, 'e\u0301\u0301\u0301\\u0301\\u0301'],
    ['ends of lines', 'a\r\nb\tc', 'a b c'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each(['dhcp-a.example.net', 'Zürich – 10 °C', 'עברית', '中文', '👍'])('leaves %s as it is', (text) => {
    expect(visibleText(text)).toBe(text);
  });

  it('leaves nothing that can not be seen', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\p{M}{4}/u);
      }),
    );
  });
});

it('keeps the lines of a text', () => {
  expect(visibleLines('a\r\nb\n\nc\u202e')).toEqual(['a', 'b', '', 'c\\u202e']);
});

it('fills tabs up to the next stop, as a terminal does', () => {
  expect(rawLines('\ta\nab\tc')).toEqual(['        a', 'ab      c']);
});
