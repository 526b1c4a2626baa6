import { type PasskeyOptions, passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { PasskeyPlace } from './passkey-place.ts';

/** How long a code may be waited for after the right password. */
export const CHALLENGE_SECONDS = 600;

/** Codes one address may try within a minute; beside it each sign-in has five tries, and each account ten in a row, then 15 minutes of none. */
const CODES_A_MINUTE = 10;

/** Calls about passkeys one address may send within a minute: each sign-in needs two. */
const PASSKEY_CALLS_A_MINUTE = 20;

/** What better-auth counts by address, path by path. */
export const factorLimits = {
  '/two-factor/*': { window: 60, max: CODES_A_MINUTE },
  '/passkey/*': { window: 60, max: PASSKEY_CALLS_A_MINUTE },
};

/**
 * Codes by an app (RFC 6238) and recovery codes, both kept encrypted by the secret of sign-ins; no device is ever trusted to
 * need none. And passkeys, bound to `place`.
 */
export const factorPlugins = (place: PasskeyPlace | null) => [
  twoFactor({
    issuer: 'Pairwatch',
    twoFactorCookieMaxAge: CHALLENGE_SECONDS,
    backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
  }),
  passkey(passkeyOptions(place)),
];

/** A passkey stands for both factors, so that the device has to make sure whose it is; better-auth by itself leaves that to the device. */
function passkeyOptions(place: PasskeyPlace | null): PasskeyOptions {
  return {
    rpName: 'Pairwatch',
    // Where they serve nowhere, no route lets anybody come here (app/_server/passkey-stand.ts).
    ...(place && { rpID: place.rpId, origin: place.origin }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) =>
        checkVerified(verification.registrationInfo?.userVerified ?? false),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        checkVerified(verification.authenticationInfo.userVerified),
    },
    advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
  };
}

function checkVerified(isVerified: boolean): void {
  if (!isVerified) throw new APIError('UNAUTHORIZED', { message: 'the device did not verify its user' });
}
