import type { Actor } from '../../lib/access/actor.ts';
import { hashOf } from '../../lib/access/secret-text.ts';
import { log } from '../../lib/log.ts';
import { hasSessionCookie, sessionTokenOf } from '../../lib/sign-in/session-cookie.ts';
import { sessionOwner, tokenOwner, touchToken } from '../../lib/store/sign-ins.ts';
import { clientAddress } from './client-address.ts';
import { readAsPairwatch, writeAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';
import { isServedByTls, signInMode } from './sign-in-mode.ts';
import { signInSecret } from './sign-in-secret.ts';
import { isBarred, noteWrongToken } from './wrong-tokens.ts';

const EVERYTHING = { id: null, role: 'admin', pairs: null } as const;

/** Who sends these headers; null for a stranger. Throws `Problem` for a bearer token that is none. */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const address = clientAddress(headers);
  const bearer = bearerOf(headers);
  // Never on to the cookie: who shows a token means that one.
  if (bearer !== null) return bearerActor(bearer, address);
  const mode = signInMode();
  if (mode === 'off') return { kind: 'nobody', name: '', address, ...EVERYTHING };
  if (mode === 'demo') return { kind: 'demo', name: 'a visitor of the demo', address, ...EVERYTHING };
  const cookies = headers.get('cookie');
  const isTls = isServedByTls();
  if (!hasSessionCookie(cookies, isTls)) return null;
  const token = sessionTokenOf(cookies, { isTls, secret: await signInSecret() });
  if (token === null) return null;
  const user = await readAsPairwatch((tx) => sessionOwner(tx, token, Date.now()));
  return user && { kind: 'user', address, ...user };
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
  if (!isUseNoted) noteUse(owner.id, now);
  return { kind: 'token', address, ...owner };
}

/** Nobody waits for it, and a token serves though its use can't be noted. */
function noteUse(id: string, now: number): void {
  writeAsPairwatch((tx) => touchToken(tx, id, now)).catch((error: unknown) =>
    log.warn({ err: error }, 'the use of a token could not be noted'),
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
