import { createHmac, timingSafeEqual } from 'node:crypto';

/** So long somebody stays signed in. Fixed at the sign-in: a session that is stolen does not live on by being used. */
export const SESSION_SECONDS = 7 * 86_400;

/** What cookies are named by: over TLS in the way that browsers take from this very host alone. */
export const cookiePrefix = (isTls: boolean): string => (isTls ? '__Host-pairwatch' : 'pairwatch');

/** How better-auth names the cookie of a session. */
const SESSION_COOKIE = 'session_token';

/** The token in a signed session cookie; null when there is none or somebody else signed it. */
export function sessionTokenOf(
  cookies: string | null,
  { isTls, secret }: { isTls: boolean; secret: string },
): string | null {
  const value = cookieOf(cookies ?? '', `${cookiePrefix(isTls)}.${SESSION_COOKIE}`);
  const end = value?.lastIndexOf('.') ?? -1;
  if (value === null || end < 1) return null;
  const token = value.slice(0, end);
  const expected = createHmac('sha256', secret).update(token).digest();
  const found = Buffer.from(value.slice(end + 1), 'base64');
  return found.length === expected.length && timingSafeEqual(found, expected) ? token : null;
}

/** Whether there is a session cookie to look at. */
export function hasSessionCookie(cookies: string | null, isTls: boolean): boolean {
  return cookieOf(cookies ?? '', `${cookiePrefix(isTls)}.${SESSION_COOKIE}`) !== null;
}

function cookieOf(cookies: string, name: string): string | null {
  const found = cookies.split(';').find((each) => each.trim().startsWith(`${name}=`));
  try {
    return found === undefined ? null : decodeURIComponent(found.slice(found.indexOf('=') + 1).trim());
  } catch {
    return null; // what is no encoding was not written by us
  }
}
