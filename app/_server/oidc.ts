import { grantOf } from '../../lib/access/grant.ts';
import { nextPath } from '../../lib/access/next-path.ts';
import type { RefusedThere } from '../../lib/contracts/sign-in.ts';
import { log } from '../../lib/log.ts';
import { JOURNEY_SECONDS, type Journey, journeyOf, journeyText } from '../../lib/sign-in/journey.ts';
import { type Oidc, type OidcError, type OidcSettings, openOidc } from '../../lib/sign-in/oidc.ts';
import {
  cookieOf,
  cookiePrefix,
  SESSION_SECONDS,
  sessionCookie,
  setCookie,
} from '../../lib/sign-in/session-cookie.ts';
import { recordAudit } from '../../lib/store/audit.ts';
import { signInByOidc } from '../../lib/store/oidc-sign-in.ts';
import { clientAddress } from './client-address.ts';
import { writeAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { baseUrl } from './sign-in.ts';
import { isServedByTls, signInMode } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';
import { singleton } from './singleton.ts';
import { isBarred, noteWrongToken } from './wrong-tokens.ts';

const JOURNEY_COOKIE = 'journey';

/** The provider people sign in at; null where there is none. */
const oidcOnce = () => singleton('oidc', () => ({ oidc: oidcOf(process.env.PAIRWATCH_OIDC) })).oidc;

function oidcOf(text: string | undefined): Oidc | null {
  if (!text || signInMode() !== 'on') return null;
  return openOidc(JSON.parse(text) as OidcSettings, baseUrl()); // as the launcher wrote it, of settings that were checked
}

/** What stands on the button that leads to the provider; null where there is none. */
export const oidcLabel = (): string | null => oidcOnce()?.settings.label ?? null;

/** Sends a browser to the provider. Throws `Problem` where there is none; what else goes wrong is told on /sign-in. */
export async function beginOidc(request: Request): Promise<Response> {
  const oidc = known();
  const next = nextPath(new URL(request.url).searchParams.get('next'));
  try {
    const { url, journey } = await oidc.begin(next);
    const value = journeyText(journey, await signInSecret());
    return leadTo(url, [
      setCookie(JOURNEY_COOKIE, value, { isTls: isServedByTls(), seconds: JOURNEY_SECONDS }),
    ]);
  } catch (error) {
    return leadTo(refusedPath(told(error, oidc), next), []);
  }
}

/** Signs in who comes back from the provider, or tells on /sign-in why not. Throws `Problem`. */
export async function finishOidc(request: Request): Promise<Response> {
  const oidc = known();
  const now = Date.now();
  const address = clientAddress(request.headers);
  const tries = `oidc ${address}`;
  if (isBarred(tries, now))
    throw new Problem('too-many-tries', 429, 'Too many tries', 'Wait a minute, then try once more.');
  const journey = await journeyIn(request.headers, now);
  // Nothing is written down of it: anybody could send any number of these.
  if (journey === null) return leadTo(refusedPath('lost', '/'), []);
  const came = await comeBack(request, { oidc, journey, address, now });
  if ('token' in came) {
    const signing = { isTls: isServedByTls(), secret: await signInSecret() };
    const cookie = sessionCookie(came.token, { ...signing, seconds: SESSION_SECONDS });
    return leadTo(journey.next, [cookie, noJourney()]);
  }
  noteWrongToken(tries, now);
  return leadTo(refusedPath(came.refusal, journey.next), [noJourney()]);
}

type Return = { oidc: Oidc; journey: Journey; address: string | null; now: number };

async function comeBack(
  request: Request,
  { oidc, journey, address, now }: Return,
): Promise<{ token: string } | { refusal: RefusedThere }> {
  const { issuer, rules, linkByEmail } = oidc.settings;
  try {
    const { groups, ...person } = await oidc.finish(new URL(request.url).search, journey);
    const agent = request.headers.get('user-agent');
    const visit = { ...person, issuer, linkByEmail, address, agent, grant: grantOf(groups, rules), now };
    return await writeAsPairwatch((tx) => signInByOidc(tx, { ...visit, sessionMs: SESSION_SECONDS * 1000 }));
  } catch (error) {
    const reason = told(error, oidc);
    const actor = { kind: 'nobody', id: null, name: '', address } as const;
    const after = { by: issuer, reason };
    await writeAsPairwatch((tx) =>
      recordAudit(tx, { at: now, actor, deed: 'sign-in-refused', target: null, after }),
    );
    return { refusal: reason };
  }
}

/** What the provider got wrong, or could not do: its words are for the log, and for no page. */
function told(error: unknown, { settings: { issuer } }: Oidc): OidcError['kind'] {
  if (!isOidcError(error)) throw error;
  log.warn({ issuer, kind: error.kind }, `nobody could be signed in by ${issuer}: ${error.message}`);
  return error.kind;
}

/** By name: the class of the bundle that opened the way to the provider is not the class of each bundle that uses it. */
function isOidcError(error: unknown): error is OidcError {
  return error instanceof Error && error.name === 'OidcError';
}

async function journeyIn(headers: Headers, now: number): Promise<Journey | null> {
  const text = cookieOf(headers.get('cookie') ?? '', `${cookiePrefix(isServedByTls())}.${JOURNEY_COOKIE}`);
  return text === null ? null : journeyOf(text, await signInSecret(), now);
}

/** A journey is made once. */
const noJourney = () => setCookie(JOURNEY_COOKIE, '', { isTls: isServedByTls(), seconds: 0 });

const refusedPath = (why: RefusedThere, next: string): string =>
  `/sign-in?${new URLSearchParams({ refused: why, ...(next !== '/' && { next }) })}`;

function leadTo(location: string, cookies: readonly string[]): Response {
  const response = new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store' },
  });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

function known(): Oidc {
  const oidc = oidcOnce();
  if (oidc !== null) return oidc;
  throw new Problem(
    'not-found',
    404,
    'Nobody signs in by a provider here',
    'signIn.oidc in pairwatch.yaml names none. Sign in at /sign-in.',
  );
}
