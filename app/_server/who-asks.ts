import type { Actor } from '../../lib/access/actor.ts';
import { hashOf } from '../../lib/access/secret-text.ts';
import type { Tx } from '../../lib/db/client.ts';
import { log } from '../../lib/log.ts';
import { hasSessionCookie, sessionTokenOf } from '../../lib/sign-in/session-cookie.ts';
import { sessionOwner, tokenOwner, touchSession, touchToken } from '../../lib/store/sign-ins.ts';
import { clientAddress } from './client-address.ts';
import { readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { proxiedVisitor } from './proxy-sign-in.ts';
import { isServedByTls, signInMode } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';
import { isBarred, noteWrongToken } from './wrong-tokens.ts';

const EVERYTHING = { id: null, role: 'admin', pairs: null } as const;

/** Who sends these headers; null for a stranger. Throws `Problem` for a bearer token that is none, and for whom a proxy names but nothing gives a role. */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const address = clientAddress(headers);
  const bearer = bearerOf(headers);
  // Never on to the cookie: who shows a token means that one.
  if (bearer !== null) return bearerActor(bearer, address);
  const mode = signInMode();
  if (mode === 'off') return { kind: 'nobody', name: '', address, ...EVERYTHING };
  if (mode === 'demo') return { kind: 'demo', name: 'a visitor of the demo', address, ...EVERYTHING };
  const proxied = proxiedVisitor(headers);
  if (proxied !== null) return { kind: 'proxy', id: null, address, ...proxied };
  const token = await sessionTokenIn(headers);
  if (token === null) return null;
  const now = Date.now();
  const user = await readAsPairwatch((tx) => sessionOwner(tx, token, now));
  if (user === null) return null;
  const { isUseNoted, ...owner } = user;
  if (!isUseNoted) noteUse('session', (tx) => touchSession(tx, token, now));
  return { kind: 'user', address, ...owner };
}

/** The token of the session these headers belong to, whether it still serves or not; null when they name none. */
export async function sessionTokenIn(headers: Headers): Promise<string | null> {
  const cookies = headers.get('cookie');
  const isTls = isServedByTls();
  if (!hasSessionCookie(cookies, isTls)) return null;
  return sessionTokenOf(cookies, { isTls, secret: await signInSecret() });
}

function bearerOf(headers: Headers): string | null {
  return /^Bearer(?:\s+(\S.*|))?$/i.exec(headers.get('authorization') ?? '')?.slice(1)[0] ?? null;
}

async function bearerActor(bearer: string, address: string | null): Promise<Actor> {
  const now = Date.now();
  if (isBarred(address, now)) throw tooMany();
  const token = await readAsPairwatch((tx) => tokenOwner(tx, hashOf(bearer), now));
  if (token === null) {
    noteWrongToken(address, now);
    throw wrongToken();
  }
  const { isUseNoted, ...owner } = token;
  if (!isUseNoted) noteUse('token', (tx) => touchToken(tx, owner.id, now));
  return { kind: 'token', address, ...owner };
}

/** Nobody waits for it, and both serve though their use can't be noted. */
function noteUse(what: 'session' | 'token', touch: (tx: Tx) => Promise<void>): void {
  writeAsPairwatch(touch).catch((error: unknown) =>
    log.warn({ err: error }, `the use of a ${what} could not be noted`),
  );
}

function wrongToken(): Problem {
  return new Problem(
    'wrong-token',
    401,
    'This token is none',
    'The token in the Authorization header is not known, was revoked, or is over. "pairwatch token list" tells which there are, "pairwatch token create" makes one.',
  );
}

function tooMany(): Problem {
  return new Problem(
    'too-many-tries',
    429,
    'Too many wrong tokens',
    'Many wrong tokens came from this address within a minute. Wait a minute, then send the right one.',
  );
}
