import { type PasskeyPlace, passkeyPlaceOf, passkeysServeAt } from '../../lib/sign-in/passkey-place.ts';
import { hasPasswords, signInMode } from './sign-in-mode.ts';

/** What passkeys are bound to; null: they serve nowhere. */
export const passkeyPlace = (): PasskeyPlace | null => passkeyPlaceOf(process.env.PAIRWATCH_PUBLIC_URL);

/**
 * Whether a page that these headers asked for can use passkeys. Not where passwords are off: there somebody else alone decides
 * who comes in, also who does no more.
 */
export function servePasskeys(headers: Headers): boolean {
  return signInMode() === 'on' && hasPasswords() && passkeysServeAt(passkeyPlace(), headers.get('host'));
}
