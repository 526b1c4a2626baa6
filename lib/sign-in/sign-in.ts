import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { MAX_PASSWORD, MIN_PASSWORD } from '../contracts/sign-in.ts';
import { openLoneClient } from '../db/lone-client.ts';
import { factorLimits, factorPlugins } from './factors.ts';
import type { PasskeyPlace } from './passkey-place.ts';
import { cookiePrefix, SESSION_SECONDS } from './session-cookie.ts';

/** Written by us into each request that is passed on: the address the limits on tries count by. */
export const ADDRESS_HEADER = 'x-pairwatch-address';

/** Tries to sign in that one address has within a minute: enough for an office behind one address, useless for guessing. */
const TRIES_A_MINUTE = 10;

export type SignInOptions = {
  databaseUrl: string;
  /** As `signInSecretOf` makes it. */
  secret: string;
  /** Where people open the pages, such as `https://dhcp.example.net`. */
  baseUrl: string;
  /** What passkeys are bound to; null: they serve nowhere. */
  place: PasskeyPlace | null;
};

/** What checks passwords and keeps sessions, as rows: removing one ends it. Who may sign up is none of its business: nobody may. */
export function openSignIn({ databaseUrl, secret, baseUrl, place }: SignInOptions) {
  const isTls = baseUrl.startsWith('https:');
  const { engine, client } = openLoneClient(databaseUrl);
  return betterAuth({
    appName: 'Pairwatch',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(client, { provider: engine }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0, // what needs a fresh one asks for the password instead
      cookieCache: { enabled: false },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: TRIES_A_MINUTE }, ...factorLimits },
    },
    // Other sites are refused before a request comes here (app/_server/permit.ts); a host known there has no other name here.
    trustedOrigins: (request) => [request?.headers.get('origin') ?? null],
    advanced: {
      cookiePrefix: cookiePrefix(isTls),
      useSecureCookies: false, // which would name cookies __Secure-; the prefix above is stricter, and holds with these
      defaultCookieAttributes: { secure: isTls, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Further ways to sign in belong here, but for OpenID Connect (oidc.ts); what of them is served has a route of its own under app/api/auth.
    plugins: factorPlugins(place),
  });
}

export type SignIn = ReturnType<typeof openSignIn>;
