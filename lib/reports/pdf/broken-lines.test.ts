import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../testing/any-document.ts';
import { FONT_FILES } from '../testing/fonts.ts';
import { brokenLines } from './broken-lines.ts';
import { readFont } from './font.ts';

const font = readFont(FONT_FILES.mono);
/** JetBrains Mono is 0.6 of its size wide: so many letters fit. */
const broken = (text: string, letters: number) => brokenLines(text, { font, size: 10 }, letters * 6);

describe('brokenLines', () => {
  it.each([
    ['at blanks', 'one two three', 7, ['one two', 'three']],
    ['not where a word just fits', 'began to fire (16)', 13, ['began to fire', '(16)']],
    [
      'after signs within a name that is longer than a line',
      'dhcp-a.example.net',
      10,
      ['dhcp-a.', 'example.', 'net'],
    ],
    ['anywhere in what has no sign', 'xxxxxxxxxxxx', 5, ['xxxxx', 'xxxxx', 'xx']],
    ['and keeps what a line is indented by', '  a b', 4, ['  a', 'b']],
  ])('breaks %s', (_, text, letters, lines) => {
    expect(broken(text, letters)).toEqual(lines);
  });

  it('loses nothing but blanks, and makes no line too wide', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, letters) => {
        const lines = broken(text, letters);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines)
          expect(font.widthOf(line.trimEnd(), 10)).toBeLessThanOrEqual(letters * 6 + 0.1);
      }),
    );
  });
});
