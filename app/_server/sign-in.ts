import { statSync } from 'node:fs';
import { z } from 'zod';
import type { Actor } from '../../lib/access/actor.ts';
import type { EnteredDto, SetUp, SignInInput } from '../../lib/contracts/sign-in.ts';
import type { ChoosePassword } from '../../lib/contracts/user.ts';
import { hashPassword } from '../../lib/sign-in/password.ts';
import { ADDRESS_HEADER, openSignIn, type SignIn } from '../../lib/sign-in/sign-in.ts';
import { ActionError } from '../../lib/store/actions/action-error.ts';
import { recordAudit } from '../../lib/store/audit.ts';
import {
  LINK_REFUSALS,
  type LinkStand,
  passwordLinkStand,
  choosePassword as storePassword,
} from '../../lib/store/password-links.ts';
import { makeFirstUser, SET_UP_REFUSALS, whyNoSetUp } from '../../lib/store/set-up.ts';
import { isAnyUser, userNamed } from '../../lib/store/sign-ins.ts';
import { json } from './answer.ts';
import { clientAddress } from './client-address.ts';
import { databaseUrl, readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { passkeyPlace } from './passkey-stand.ts';
import { Problem } from './problem.ts';
import { hasPasswords } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';
import { singleton } from './singleton.ts';

type Open = { signIn: SignIn; file: string; secret: string };

/** What checks passwords; opened anew when the database file was replaced. Throws `Problem`. */
export async function openSignInOnce(): Promise<SignIn> {
  const known = singleton<{ open: Open | null }>('sign-in', () => ({ open: null }));
  const [url, secret] = [databaseUrl(), await signInSecret()];
  const file = identityOf(url);
  if (known.open?.file !== file || known.open.secret !== secret) {
    known.open = {
      signIn: openSignIn({ databaseUrl: url, secret, baseUrl: baseUrl(), place: passkeyPlace() }),
      file,
      secret,
    };
  }
  return known.open.signIn;
}

function identityOf(url: string): string {
  const found = url.startsWith('file:')
    ? statSync(url.slice('file:'.length), { throwIfNoEntry: false })
    : null;
  return found ? `${found.dev}:${found.ino}` : url;
}

/** Where people open the pages, as far as is known. */
export const baseUrl = (): string =>
  process.env.PAIRWATCH_PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? '8067'}`;

/** Signs somebody in and writes down what came of it: the answer has the cookie. Throws `Problem`. */
export async function signIn(request: Request, given: SignInInput): Promise<Response> {
  if (!hasPasswords()) throw noPasswords();
  const email = given.email.toLowerCase();
  const response = await passOn(request, { ...given, email });
  const address = clientAddress(request.headers);
  if (response.status === 429) throw tooMany();
  const user = await readAsPairwatch((tx) => userNamed(tx, email));
  if (!response.ok || user === null) {
    await note('sign-in-refused', { kind: 'nobody', id: null, name: email, address });
    throw wrongPair();
  }
  const answer = await entered(response);
  // Who needs a code as well is in by that (second-step.ts).
  if (!answer.needsCode) await note('signed-in', { kind: 'user', ...user, address });
  return answer.response;
}

/** Ends the session somebody signed in by. Throws `Problem` for whom a proxy signs in. */
export async function signOut(request: Request, actor: Actor | null): Promise<Response> {
  if (actor?.kind === 'proxy') throw signedInElsewhere();
  const response = await passOn(request, {});
  if (actor?.kind === 'user') await note('signed-out', actor);
  return withCookies(response, { now: new Date().toISOString() });
}

/** Makes the first user by the link that `start` prints, and signs him in. Throws `Problem`. */
export async function setUp(request: Request, { password, ...given }: SetUp): Promise<Response> {
  const now = Date.now();
  // First without the hash, which takes a while: who has no link makes no work.
  const why = await readAsPairwatch((tx) => whyNoSetUp(tx, given.key, now));
  if (why !== null) throw noSetUp(SET_UP_REFUSALS[why]);
  const address = clientAddress(request.headers);
  const user = { ...given, passwordHash: await hashPassword(password), address };
  try {
    await writeAsPairwatch((tx) => makeFirstUser(tx, user, now));
  } catch (error) {
    throw error instanceof ActionError ? noSetUp(error.message) : error;
  }
  return signedIn(request, { email: given.email, password });
}

/** Makes a password somebody's by the link that was given to him, and signs him in. Throws `Problem`. */
export async function choosePassword(request: Request, { key, password }: ChoosePassword): Promise<Response> {
  const now = Date.now();
  const stand = await readLinkStand(key);
  if (stand.refusal !== null) throw noSetUp(LINK_REFUSALS[stand.refusal]);
  const chosen = {
    key,
    passwordHash: await hashPassword(password),
    address: clientAddress(request.headers),
    now,
  };
  try {
    const email = await writeAsPairwatch((tx) => storePassword(tx, chosen));
    return await signedIn(request, { email, password });
  } catch (error) {
    throw error instanceof ActionError ? noSetUp(error.message) : error;
  }
}

/** Whose password a link is for, or why it does not serve. Throws `Problem`. */
export function readLinkStand(key: string): Promise<LinkStand> {
  return readAsPairwatch((tx) => passwordLinkStand(tx, key, Date.now()));
}

/** The answer with the cookie of whoever just chose this password. */
async function signedIn(request: Request, body: { email: string; password: string }): Promise<Response> {
  const auth = await openSignInOnce();
  const headers = withAddress(request);
  return (await entered(await auth.api.signInEmail({ body, headers, asResponse: true }))).response;
}

/** How things stand for who wants to sign in or to set up; `key` is that of the link. Throws `Problem`. */
export function readSignInStand(key: string | null): Promise<SignInStand> {
  return readAsPairwatch(async (tx) => ({
    isSetUp: await isAnyUser(tx),
    refusal: key === null ? null : await whyNoSetUp(tx, key, Date.now()),
  }));
}

export type SignInStand = { isSetUp: boolean; refusal: Awaited<ReturnType<typeof whyNoSetUp>> };

/** What better-auth answers to a request; a body of null asks by GET. `path` and `cookies`: those it is told of, in the place of the request's own. */
export async function passOn(
  request: Request,
  body: object | null,
  { path = new URL(request.url).pathname, cookies }: { path?: string; cookies?: string } = {},
): Promise<Response> {
  const auth = await openSignInOnce();
  const headers = withAddress(request);
  // Whoever sent none is a program, of which no Origin is asked; an empty header would make it a browser.
  if (cookies !== undefined) headers.set('cookie', cookies);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  // By its path alone: what a proxy or Next makes of host and scheme is none of better-auth's business.
  const url = new URL(path, baseUrl());
  const sent = body === null ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
  return auth.handler(new Request(url, { ...sent, headers }));
}

function withAddress(request: Request): Headers {
  const headers = new Headers(request.headers);
  // Where it comes from was judged before (permit.ts). better-auth takes who tells its mode for a browser, and asks it for an Origin; Node's fetch tells it too.
  for (const name of ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']) headers.delete(name);
  headers.set(ADDRESS_HEADER, clientAddress(request.headers) ?? '');
  return headers;
}

const passed = z.object({ twoFactorRedirect: z.boolean().default(false) });

/** The answer to who gave what he signs in by, and whether a code is needed as well. */
export async function entered(response: Response): Promise<{ response: Response; needsCode: boolean }> {
  const { twoFactorRedirect: needsCode } = passed.parse(await response.json());
  const body: EnteredDto = { now: new Date().toISOString(), needsCode };
  return { needsCode, response: withCookies(response, body) };
}

/** The cookies are all a browser needs of it: the token itself is for no script to read. */
export function withCookies(response: Response, body: object): Response {
  const answer = json(body);
  for (const cookie of response.headers.getSetCookie()) answer.headers.append('Set-Cookie', cookie);
  return answer;
}

function note(deed: string, actor: Pick<Actor, 'kind' | 'id' | 'name' | 'address'>): Promise<void> {
  return writeAsPairwatch((tx) => recordAudit(tx, { at: Date.now(), actor, deed, target: null }));
}

export const tooMany = () =>
  new Problem('too-many-tries', 429, 'Too many tries', 'Wait a minute, then try once more.');

const wrongPair = () =>
  new Problem(
    'wrong-sign-in',
    401,
    'This e-mail address and password do not belong together',
    'One of the two is not as expected, or there is no such user.',
  );

const signedInElsewhere = () =>
  new Problem(
    'conflict',
    409,
    'The proxy in front says who you are',
    'Sign out there: Pairwatch knows you by each request that comes through it, and has nothing to end.',
  );

const noPasswords = () =>
  new Problem(
    'conflict',
    409,
    'Nobody signs in by a password here',
    'signIn.passwords is false in pairwatch.yaml: open /sign-in in a browser, which leads on. Whoever is locked out is let in by a link of "pairwatch users password-link".',
  );

const noSetUp = (detail: string) => new Problem('conflict', 409, 'This link does not serve', detail);
