import { twoFactor } from 'better-auth/plugins/two-factor';

/** How long a code may be waited for after the right password. */
export const CHALLENGE_SECONDS = 600;

/** Codes one address may try within a minute; beside it each sign-in has five tries, and each account ten in a row, then 15 minutes of none. */
const CODES_A_MINUTE = 10;

/** What better-auth counts by address, path by path. */
export const factorLimits = {
  '/two-factor/*': { window: 60, max: CODES_A_MINUTE },
};

/** Codes by an app (RFC 6238) and recovery codes, both kept encrypted by the secret of sign-ins. No device is ever trusted to need none. */
export const factorPlugins = () => [
  twoFactor({
    issuer: 'Pairwatch',
    twoFactorCookieMaxAge: CHALLENGE_SECONDS,
    backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
  }),
];
