import { isZone } from './time/zone-choice.ts';

/** What a browser remembers of its reader. Cookies, so that the server's first paint already follows them. */
export type Preferences = {
  theme: Theme;
  /** `UTC`, `server`, or the IANA name of the browser's own zone. */
  zone: string;
  rail: Rail;
};

export type Theme = 'system' | 'light' | 'dark';

/** `auto`: wide where the window is. */
export type Rail = 'auto' | 'wide' | 'narrow';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const RAILS: readonly Rail[] = ['auto', 'wide', 'narrow'];

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Preferences from cookie values; what is missing or unusable falls back to the system's theme and UTC. */
export function readPreferences(cookie: (name: keyof Preferences) => string | undefined): Preferences {
  const theme = THEMES.find((each) => each === cookie('theme')) ?? 'system';
  const rail = RAILS.find((each) => each === cookie('rail')) ?? 'auto';
  const zone = cookie('zone');
  const isUsable = zone !== undefined && (zone === 'server' || isZone(zone));
  return { theme, rail, zone: isUsable ? zone : 'UTC' };
}

/** Keeps one preference for a year, in this browser alone. */
export function rememberPreference(name: keyof Preferences, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}
