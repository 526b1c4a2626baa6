import { z } from 'zod';
import { passkeySchema } from './passkeys.ts';
import { MAX_PASSWORD } from './sign-in.ts';

const now = z.iso.datetime();
const PASSWORD = 'your password';
const CODE = 'the six digits that the app shows';
const RECOVERY_CODE = 'one of your recovery codes, such as aBcD3-eFgH5';

/** What somebody signs in by beside the password, or in its place. */
export const factorsSchema = z.object({
  /** Without a password there is nothing to add a second factor to. */
  hasPassword: z.boolean(),
  /** The authenticator app; null: none. `codesLeft`: recovery codes not used yet. */
  app: z.object({ codesLeft: z.number().int() }).nullable(),
  passkeys: z.array(passkeySchema),
  /** Whether the page that asked can add or use one. */
  passkeysServe: z.boolean(),
});
export type FactorsDto = z.infer<typeof factorsSchema>;

/** Body of what is asked for with the password once more. */
export const withPasswordSchema = z.strictObject({
  password: z.string(PASSWORD).min(1, PASSWORD).max(MAX_PASSWORD, PASSWORD),
});
export type WithPassword = z.infer<typeof withPasswordSchema>;

/** Body of `POST /api/auth/two-factor/confirm` and `…/verify-totp`; blanks within are let pass, as apps show one. */
export const appCodeSchema = z.strictObject({
  code: z
    .string(CODE)
    .max(20, CODE)
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, CODE)),
});

/** Body of `POST /api/auth/two-factor/verify-backup-code`. */
export const recoveryCodeSchema = z.strictObject({
  code: z.string(RECOVERY_CODE).trim().min(1, RECOVERY_CODE).max(40, RECOVERY_CODE),
});

/** What an app is told, as `otpauth:` address; told this once, as are the recovery codes. It counts when a code of it was confirmed. */
export const appBegunSchema = z.object({
  now,
  uri: z.string().startsWith('otpauth:'),
  codes: z.array(z.string()),
});
export type AppBegunDto = z.infer<typeof appBegunSchema>;

export const recoveryCodesSchema = z.object({ now, codes: z.array(z.string()) });
export type RecoveryCodesDto = z.infer<typeof recoveryCodesSchema>;
