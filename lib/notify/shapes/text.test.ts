import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../testing/sample-messages.ts';
import { cut, escapeHtml, plain } from './text.ts';

describe('plain', () => {
  it.each([
    ['ops\r\nBcc: all@example.net', 'ops Bcc: all@example.net'],
    ['one\u2028two\u2029three\u00a0four', 'one two three four'],
    ['abc\u202egnp.exe', 'abc\u{fffd}gnp.exe'],
    ['nul\u0000esc\u001b[31m', 'nul\u{fffd}esc\u{fffd}[31m'],
    ['half \ud83d and other half \udca9', 'half \u{fffd} and other half \u{fffd}'],
    ['👩‍💻 in 東京, مرحبا', '👩‍💻 in 東京, مرحبا'],
    ['', '(empty)'],
    [' \t ', '(empty)'],
  ])('makes of %j %j', (text, line) => {
    expect(plain(text)).toBe(line);
  });
});

describe('cut', () => {
  it('leaves alone what fits', () => {
    expect(cut('dhcp-a', 6)).toBe('dhcp-a');
  });

  it('says so, and counts the length as it is once encoded', () => {
    expect(cut('dhcp-a answers nobody', 12)).toBe('dhcp-… (cut)');
    expect(cut('&&&&&', 22, escapeHtml)).toBe('&#38;&#38;&#38;… (cut)');
    expect(cut('&&&&', 20, escapeHtml)).toBe('&#38;&#38;&#38;&#38;');
  });

  it('never leaves half a character, nor more than the limit', () => {
    for (const text of HOSTILE_TEXTS) {
      for (const limit of [10, 11, 12, 150]) {
        const short = cut(plain(text), limit, escapeHtml);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Cs}|&#?\d*…/u);
      }
    }
  });
});
