import { type PasskeyPlace, passkeyPlaceOf, passkeysServeAt } from '../../lib/sign-in/passkey-place.ts';
import { signInMode } from './sign-in-mode.ts';

/** What passkeys are bound to; null: they serve nowhere. */
export const passkeyPlace = (): PasskeyPlace | null => passkeyPlaceOf(process.env.PAIRWATCH_PUBLIC_URL);

/** Whether a page that these headers asked for can use passkeys. */
export function servePasskeys(headers: Headers): boolean {
  return signInMode() === 'on' && passkeysServeAt(passkeyPlace(), headers.get('host'));
}
