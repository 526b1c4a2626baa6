import { Prisma } from '../db/generated/sqlite/client.ts';

/** What JSON escapes: a NUL, half a surrogate pair, or anything else, which is passed over whole. */
const ESCAPED = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g;

/**
 * A value for a JSON column, as JSON will tell it: what JSON has no word for is left out (undefined), dates become
 * texts. What PostgreSQL takes in no text (NUL, half a surrogate pair) becomes U+FFFD, in names too. Throws for what
 * JSON can not tell at all, such as a bigint.
 */
export function jsonColumn(value: object): Prisma.InputJsonValue {
  const text = JSON.stringify(value).replace(ESCAPED, (found, name: string) =>
    name.length > 1 ? '\ufffd' : found,
  );
  return JSON.parse(text); // JSON.parse gives `any`: what it parsed is JSON by nature
}

/** The same for a column that may hold nothing. */
export function jsonOrNull(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null ? Prisma.DbNull : jsonColumn(value);
}

/** A text from outside as both engines keep it: PostgreSQL takes none with a NUL in it. */
export function textColumn(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '\ufffd');
}
