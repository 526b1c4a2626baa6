import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DhcpdConfig } from './config.ts';
import { DhcpdConfigError } from './error.ts';
import { readDhcpdConfig } from './read.ts';
import { TESTCASES } from './testing/testcases.ts';
import { tokenize } from './tokens.ts';

const MAIN = readdirSync(TESTCASES).map((name) =>
  readFileSync(`${TESTCASES}${name}/input/dhcpd.conf`, 'utf8'),
);

/** Every include is one and the same small file. */
function read(text: string): Promise<DhcpdConfig> {
  return readDhcpdConfig('/dhcpd.conf', async (path) =>
    path === '/dhcpd.conf' ? text : 'default-lease-time 60;',
  );
}

async function readOrRefuse(text: string): Promise<DhcpdConfig | DhcpdConfigError> {
  try {
    return await read(text);
  } catch (error) {
    if (error instanceof DhcpdConfigError) return error;
    throw error;
  }
}

/** The tokens as they stand in the text. */
function spellings(text: string): string[] {
  const tokens: string[] = [];
  for (const { kind, start, end } of tokenize(text, 'f')) {
    if (kind === 'end') break;
    tokens.push(text.slice(start, end));
  }
  return tokens;
}

const VOCABULARY = [...new Set(MAIN.flatMap(spellings))];

describe('whatever it is given, the reader', () => {
  test('answers token soup with a configuration or a placed error', async () => {
    const soup = fc.array(fc.constantFrom(...VOCABULARY, '{', '}', ';'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(soup, async (tokens) => {
        await readOrRefuse(tokens.join(' '));
      }),
      { numRuns: 1000 },
    );
  });

  test('answers damaged configurations with a configuration or a placed error', async () => {
    const damage = fc.record({
      text: fc.constantFrom(...MAIN),
      at: fc.nat(),
      dropped: fc.nat(8),
      put: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ text, at, dropped, put }) => {
        const place = at % (text.length + 1);
        await readOrRefuse(text.slice(0, place) + put + text.slice(place + dropped));
      }),
      { numRuns: 1000 },
    );
  });

  test('answers random bytes with a configuration or a placed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await readOrRefuse(new TextDecoder().decode(bytes));
        await readOrRefuse(new TextDecoder('latin1').decode(bytes));
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same for every spacing, but for the places', async () => {
    const gap = fc.constantFrom(' ', '\n', '\t\r\n', '  # { a comment "\n', '\n\n#\n');
    const input = fc.constantFrom(...MAIN).chain((text) => {
      const tokens = spellings(text);
      return fc.record({
        text: fc.constant(text),
        tokens: fc.constant(tokens),
        gaps: fc.array(gap, { minLength: tokens.length, maxLength: tokens.length }),
      });
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ text, tokens, gaps }) => {
        const spaced = tokens.map((token, index) => token + gaps[index]).join('');
        expect(withoutPlaces(await read(spaced))).toEqual(withoutPlaces(await read(text)));
      }),
      { numRuns: 200 },
    );
  });

  test('tells no secret, even when a token around it is missing or another one', async () => {
    const secret = 'c2VjcmV0c2VjcmV0';
    const tokens = spellings(
      `group { key k { algorithm hmac-md5; secret ${secret}; }; if known { } omapi-key k; }`,
    );
    const mutation = fc.record({
      at: fc.nat(tokens.length - 1),
      put: fc.constantFrom('', ';', '{', '"', 'host', 'misspelt'),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ at, put }) => {
        fc.pre(tokens[at] !== secret);
        const answer = await readOrRefuse(tokens.with(at, put).join(' '));
        const told = answer instanceof DhcpdConfigError ? answer.message : JSON.stringify(answer);
        expect(told).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });
});

/** Lines and columns left out, also those in messages. */
function withoutPlaces(config: DhcpdConfig): unknown {
  return JSON.parse(
    JSON.stringify(config, (key, value: unknown) => {
      if (key === 'line' || key === 'column') return undefined;
      return key === 'message' && typeof value === 'string' ? value.replaceAll(/:\d+/g, '') : value;
    }),
  );
}

describe('deep nesting', () => {
  const DEPTH = 100_000;

  test.each([
    ['groups', 'group {', '}'],
    ['conditions', 'if known {', '}'],
  ])('of %s is read', async (_, open, close) => {
    const inner = 'default-lease-time 60;';
    const config = await read(open.repeat(DEPTH) + inner + close.repeat(DEPTH));
    expect(JSON.stringify(config.scopes.at(-1))).toContain('60');
  });

  test.each([
    ['never closed', 'group {'.repeat(DEPTH)],
    ['never opened', '}'.repeat(DEPTH)],
    ['never closed in an option', `option x ${'{'.repeat(DEPTH)}`],
    ['bare', '{'.repeat(DEPTH)],
  ])('that is %s is a placed error', async (_, text) => {
    await expect(read(text)).rejects.toThrow(DhcpdConfigError);
  });
});
