import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** So long somebody stays signed in. Fixed at the sign-in: a session that is stolen does not live on by being used. */
export const SESSION_SECONDS = 7 * 86_400;

/** What cookies are named by: over TLS in the way that browsers take from this very host alone. */
export const cookiePrefix = (isTls: boolean): string => (isTls ? '__Host-pairwatch' : 'pairwatch');

/** How better-auth names the cookie of a session. */
const SESSION_COOKIE = 'session_token';

/** How it names the one of who gave the right password, and no code yet. */
const CHALLENGE_COOKIE = 'two_factor';

type Signing = { isTls: boolean; secret: string };

/** The token in a signed session cookie; null when there is none or somebody else signed it. */
export const sessionTokenOf = (cookies: string | null, signing: Signing): string | null =>
  signedValueOf(cookies, SESSION_COOKIE, signing);

/** The same of the cookie that tells whose code is waited for. */
export const challengeOf = (cookies: string | null, signing: Signing): string | null =>
  signedValueOf(cookies, CHALLENGE_COOKIE, signing);

/** The cookies without that of a session: a code is looked at as somebody's who is not in yet, with all limits on guesses. */
export function withoutSession(cookies: string | null, isTls: boolean): string {
  const session = `${cookiePrefix(isTls)}.${SESSION_COOKIE}=`;
  const kept = (cookies ?? '').split(';').filter((each) => !each.trim().startsWith(session));
  return kept.join(';').trim();
}

function signedValueOf(cookies: string | null, name: string, { isTls, secret }: Signing): string | null {
  const value = cookieOf(cookies ?? '', `${cookiePrefix(isTls)}.${name}`);
  const end = value?.lastIndexOf('.') ?? -1;
  if (value === null || end < 1) return null;
  const token = value.slice(0, end);
  const expected = signatureOf(token, secret);
  const found = Buffer.from(value.slice(end + 1), 'base64');
  return found.length === expected.length && timingSafeEqual(found, expected) ? token : null;
}

const signatureOf = (token: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(token).digest();

/** A token that nobody guesses, as long as those of better-auth. */
export const newSessionToken = (): string => randomBytes(24).toString('base64url');

/** `Set-Cookie` that has a browser go on by another token, as better-auth sets it at a sign-in. */
export function sessionCookie(
  token: string,
  { isTls, secret, seconds }: { isTls: boolean; secret: string; seconds: number },
): string {
  const value = `${token}.${signatureOf(token, secret).toString('base64')}`;
  return setCookie(SESSION_COOKIE, value, { isTls, seconds });
}

/** `Set-Cookie` of one of ours that no script reads and no other site has sent; 0 seconds take it away. */
export function setCookie(
  name: string,
  value: string,
  { isTls, seconds }: { isTls: boolean; seconds: number },
): string {
  const attributes = [
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isTls ? ['Secure'] : []),
  ];
  return [`${cookiePrefix(isTls)}.${name}=${encodeURIComponent(value)}`, ...attributes].join('; ');
}

/** Whether there is a session cookie to look at. */
export function hasSessionCookie(cookies: string | null, isTls: boolean): boolean {
  return cookieOf(cookies ?? '', `${cookiePrefix(isTls)}.${SESSION_COOKIE}`) !== null;
}

/** The value of a cookie by its whole name; null for none. */
export function cookieOf(cookies: string, name: string): string | null {
  const found = cookies.split(';').find((each) => each.trim().startsWith(`${name}=`));
  try {
    return found === undefined ? null : decodeURIComponent(found.slice(found.indexOf('=') + 1).trim());
  } catch {
    return null; // what is no encoding was not written by us
  }
}
