import { randomBytes } from 'node:crypto';

export const REQUEST_ID = 'x-request-id';

/** Of a proxy in front, or whoever asks: short, and of letters that are at home in any log. */
const SANE = /^[A-Za-z0-9][A-Za-z0-9._-]{3,63}$/;

/** The id by which a request is found in the log: the one it came with where that is sane, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID);
  return given !== null && SANE.test(given) ? given : randomBytes(8).toString('hex');
}
