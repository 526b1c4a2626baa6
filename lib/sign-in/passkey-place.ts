import { isIP } from 'node:net';

/** What passkeys are bound to (`rpId`, a name), and where they may come from; `origin` null: from any page at that name. */
export type PasskeyPlace = { rpId: string; origin: string | null };

/**
 * Where passkeys serve, by the address people use (`publicUrl:`; undefined: none is set): browsers take them for a name that
 * came by https, or for localhost, and never for an address of numbers. null: nowhere.
 */
export function passkeyPlaceOf(publicUrl: string | undefined): PasskeyPlace | null {
  // A tunnel may lead to the same localhost by another port.
  if (publicUrl === undefined) return { rpId: 'localhost', origin: null };
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isFit = protocol === 'https:' ? isIP(hostname.replace(/^\[|\]$/g, '')) === 0 : isLocal(hostname);
  return isFit ? { rpId: hostname, origin } : null;
}

/** Whether a page that was asked for at `host` (the Host header) can use them. */
export function passkeysServeAt(place: PasskeyPlace | null, host: string | null): boolean {
  if (place === null || host === null || !URL.canParse(`http://${host}`)) return false;
  return new URL(`http://${host}`).hostname === place.rpId;
}

const isLocal = (hostname: string): boolean => /(^|\.)localhost$/.test(hostname);
