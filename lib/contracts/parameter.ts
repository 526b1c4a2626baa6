import { z } from 'zod';

const MAX_TEXT = 255;

/** No id is greater: PostgreSQL refuses to compare one with what is beyond. */
export const MAX_ID = 2 ** 31 - 1;

/** A parameter that `read` understands; it gives null for other texts, which are answered by what was expected. */
export function parameter<T>(expected: string, read: (text: string) => T | null) {
  return z.string().transform((text, context): T => {
    // PostgreSQL has no text with a zero byte in it, not even to look for.
    const value = text.length > MAX_TEXT || text.includes('\0') ? null : read(text.trim());
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

/** The id of a row, where a page of a list begins. */
export function idParameter(expected: string) {
  return z.coerce.number(expected).int(expected).positive(expected).max(MAX_ID, expected);
}

/** The page size of a list, from 1 to `max`. */
export function pageLimit({ usual, max }: { usual: number; max: number }) {
  const expected = `a whole number from 1 to ${max}`;
  return z.coerce.number(expected).int(expected).min(1, expected).max(max, expected).default(usual);
}

/** The end of the year 9999: ISO 8601 writes later years otherwise. */
const LATEST_MS = 253_402_300_799_999;
const TIME = 'a time: ISO 8601 with its zone, such as 2025-11-21T10:42:00Z, or milliseconds since 1970';

/** A time as milliseconds since 1970. */
export const timeParameter = parameter(TIME, (text) => {
  const iso = z.iso.datetime({ offset: true }).safeParse(text);
  const ms = iso.success ? Date.parse(iso.data) : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return ms >= 0 && ms <= LATEST_MS ? ms : null;
});

/** Where a page of a list begins that is ordered by time, the latest first: after the row `id`, which is of that time. */
export type TimeCursor = { at: number; id: number };

export const timeCursor = parameter('what nextCursor gave', (text): TimeCursor | null => {
  const [, at, id] = /^(\d{1,15})\.(\d{1,15})$/.exec(text) ?? [];
  return at === undefined || Number(id) > MAX_ID ? null : { at: Number(at), id: Number(id) };
});

/** The text that `timeCursor` reads. */
export function formatTimeCursor({ at, id }: TimeCursor): string {
  return `${at}.${id}`;
}
