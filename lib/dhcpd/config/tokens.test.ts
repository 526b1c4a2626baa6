import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DhcpdConfigError } from './error.ts';
import { type Token, tokenize } from './tokens.ts';

/** All tokens, one end among them. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const token of tokenize(text, 'f')) {
    tokens.push(token);
    if (token.kind === 'end') break;
  }
  return tokens;
}

const texts = (text: string) => tokensOf(text).map(({ kind, text }) => [kind, text]);

test('splits words, strings and marks', () => {
  expect(texts('a-b_c.1{"x y";} 00:11,z')).toEqual([
    ['word', 'a-b_c.1'],
    ['mark', '{'],
    ['string', 'x y'],
    ['mark', ';'],
    ['mark', '}'],
    ['word', '00:11'],
    ['mark', ','],
    ['word', 'z'],
    ['end', ''],
  ]);
});

test('passes over comments, but not inside strings', () => {
  expect(texts('a#b\n"#c"# d')).toEqual([
    ['word', 'a'],
    ['string', '#c'],
    ['end', ''],
  ]);
});

test.each([
  [String.raw`"\"\\"`, '"\\'],
  [String.raw`"\101\x42\x4a"`, 'ABJ'],
  [String.raw`"\t\n\r\b\q"`, '\t\n\r\bq'],
  [String.raw`"\0011"`, '\u00011'],
  [String.raw`"\400"`, '400'],
  [String.raw`"\303\251 é"`, 'é é'],
])('reads the string %s', (source, value) => {
  expect(texts(source)[0]).toEqual(['string', value]);
});

test('counts lines and columns, also through a string over two lines', () => {
  const [first, second, third] = tokensOf(' a\r\n\t"x\ny" b');
  expect([first, second, third].map((token) => [token?.line, token?.column])).toEqual([
    [1, 2],
    [2, 2],
    [3, 4],
  ]);
});

test('ends for every text, in tokens or in a placed error', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1 \n"\\#{};,\t.'), maxLength: 40 }), (text) => {
      try {
        expect(tokensOf(text).at(-1)?.kind).toBe('end');
      } catch (error) {
        expect(error).toBeInstanceOf(DhcpdConfigError);
      }
    }),
  );
});
