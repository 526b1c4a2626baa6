import * as client from 'openid-client';
import type { GroupRules } from '../access/grant.ts';
import { type Claims, type Person, personOf } from './claims.ts';
import { JOURNEY_SECONDS, type Journey } from './journey.ts';

/** A provider people sign in at, by OpenID Connect. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What stands on the button. */
  label: string;
  scopes: string[];
  /** The claim that tells the groups; one within another by dots, as `realm_access.roles`. */
  groupsClaim: string;
  rules: GroupRules;
  /** Whether who comes with the e-mail address of a user that is there already, and verified, is that user. */
  linkByEmail: boolean;
};

/** Why nobody came back from a provider. The message is for the log, and holds no secret. */
export class OidcError extends Error {
  readonly kind: 'provider-down' | 'refused-there' | 'wrong-answer';

  constructor(kind: OidcError['kind'], cause: unknown) {
    super(reasonOf(cause), { cause });
    this.name = 'OidcError';
    this.kind = kind;
  }
}

/** Where a provider leads back to. */
export const OIDC_CALLBACK = '/api/auth/oidc/callback';

const ANSWERS_WITHIN_SECONDS = 8;
const METADATA_LASTS_MS = 3_600_000;

export type Oidc = ReturnType<typeof openOidc>;

/** `baseUrl`: where people open the pages. The provider is asked when somebody signs in, and not before. */
export function openOidc(settings: OidcSettings, baseUrl: string) {
  const { issuer, clientId, clientSecret, scopes, groupsClaim } = settings;
  const redirectUri = new URL(OIDC_CALLBACK, baseUrl).href;
  let known: { provider: Promise<client.Configuration>; until: number } | null = null;

  function provider(): Promise<client.Configuration> {
    if (known !== null && known.until > Date.now()) return known.provider;
    const found = discover(issuer, clientId, clientSecret);
    known = { provider: found, until: Date.now() + METADATA_LASTS_MS };
    // The next who signs in asks again; whoever waits for this one is told.
    found.catch(() => {
      known = null;
    });
    return found;
  }

  return {
    settings,
    /** Where to send a browser, and what it carries. Throws `OidcError`. */
    async begin(next: string): Promise<{ url: string; journey: Journey }> {
      const there = await provider().catch(failWith('provider-down'));
      const journey = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        next,
        until: Date.now() + JOURNEY_SECONDS * 1000,
      };
      const url = client.buildAuthorizationUrl(there, {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, journey };
    },
    /** Who came back. `query`: what the provider had the browser bring. Throws `OidcError`. */
    async finish(query: string, { state, nonce, verifier }: Journey): Promise<Person> {
      const there = await provider().catch(failWith('provider-down'));
      const back = new URL(redirectUri);
      back.search = query;
      const tokens = await client
        .authorizationCodeGrant(there, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        })
        .catch(failWith(null));
      const told: Claims | undefined = tokens.claims();
      if (told === undefined || typeof told.sub !== 'string')
        throw new OidcError('wrong-answer', 'no ID token');
      const person = personOf(told, groupsClaim);
      if ((person.email !== null && person.groups.length > 0) || !there.serverMetadata().userinfo_endpoint)
        return person;
      // Some tell the rest by this way only.
      const more = await client.fetchUserInfo(there, tokens.access_token, told.sub).catch(failWith(null));
      return personOf({ ...more, ...told }, groupsClaim);
    },
  };
}

async function discover(
  issuer: string,
  clientId: string,
  clientSecret: string,
): Promise<client.Configuration> {
  const url = new URL(issuer);
  return client.discovery(url, clientId, clientSecret, undefined, {
    timeout: ANSWERS_WITHIN_SECONDS,
    // Of an ID token its signature too, though it comes by TLS from the provider itself.
    execute: [
      client.enableNonRepudiationChecks,
      // The settings take plain HTTP of this machine alone.
      ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  });
}

/** null: by what went wrong. */
function failWith(kind: OidcError['kind'] | null): (error: unknown) => never {
  return (error) => {
    throw new OidcError(kind ?? kindOf(error), error);
  };
}

function kindOf(error: unknown): OidcError['kind'] {
  if (error instanceof client.AuthorizationResponseError) return 'refused-there';
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const cause = error instanceof Error ? error.cause : null;
  const isUnreached =
    code === 'OAUTH_TIMEOUT' || (cause instanceof TypeError && cause.message === 'fetch failed');
  return isUnreached || (error instanceof TypeError && error.message === 'fetch failed')
    ? 'provider-down'
    : 'wrong-answer';
}

/** In one line, from the outermost to what it comes of. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'error' in error && typeof error.error === 'string' ? ` (${error.error})` : '';
  const cause = error.cause instanceof Error ? `: ${reasonOf(error.cause)}` : '';
  return `${error.message}${code}${cause}`;
}
