import { z } from 'zod';
import { parseDuration } from './duration.ts';

/** What several parts of pairwatch.yaml are made of. Every message says what was expected. */

export const text = (expected: string) => z.string(expected).trim().min(1, expected);

const NAME_EXPECTED = 'a name of small letters, digits and hyphens';
export const name = z.string(NAME_EXPECTED).regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, NAME_EXPECTED);

export const port = z
  .int('a port number from 1 to 65535')
  .min(1, 'a port number from 1 to 65535')
  .max(65535, 'a port number from 1 to 65535');

export const fileReference = (what: string) => {
  const expected = `file:PATH of ${what}`;
  return z
    .string(expected)
    .trim()
    .regex(/^file:\s*\S/, expected);
};

/** What it refers to is fetched and checked apart from the file's shape. */
export const secret = text('env:NAME or file:PATH');

/** A time as text, such as 5m, in milliseconds. */
export const time = (minMs: number, maxMs: number, expected: string) => {
  return z.string(expected).transform((value, context) => {
    const ms = parseDuration(value);
    if (ms !== null && ms >= minMs && ms <= maxMs) return ms;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
};
