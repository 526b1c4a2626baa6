import { type NextRequest, NextResponse } from 'next/server';
import { problemResponse } from './app/_server/answer.ts';
import { Problem } from './app/_server/problem.ts';
import { REQUEST_ID, requestIdOf } from './app/_server/request-id.ts';
import { actorOf } from './app/_server/who-asks.ts';

/** Pages for who is not signed in yet. */
const OPEN_PAGES = new Set(['/sign-in', '/sign-in/second-step', '/set-up', '/set-up/password']);

/**
 * Sends whoever is not known to sign in, and gives every page a content security policy with a nonce of its own. Next finds the nonce in the request's
 * header and puts it on each script it writes. `style-src-attr` is open because bars and positioned hints carry
 * their sizes in style attributes; style sheets themselves come from here only.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  return (await refusalOf(request)) ?? pageOf(request);
}

/** What is answered in the page's place; null when it may be seen. */
async function refusalOf(request: NextRequest): Promise<Response | null> {
  const { pathname, search } = request.nextUrl;
  if (OPEN_PAGES.has(pathname)) return null;
  try {
    if ((await actorOf(request.headers)) !== null) return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // While the database can't be read, the page says so in its own words: it shows nothing else.
    if (error.dto.status === 503) return null;
    // Whom a proxy names but nothing gives a role: told where others sign in.
    if (error.dto.status !== 403) return problemResponse(error, request);
  }
  const signIn = request.nextUrl.clone();
  signIn.pathname = '/sign-in';
  signIn.search = '';
  if (pathname !== '/' || search !== '') signIn.searchParams.set('next', pathname + search);
  return NextResponse.redirect(signIn);
}

function pageOf(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');

  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set(REQUEST_ID, requestIdOf(request.headers));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** React's development build explains errors by `eval`; the product never needs it. */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // The preview of a report.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: '/((?!api/|metrics$|_next/static/|icon.svg).*)',
};
