/** What a browser remembers of its reader. Cookies, so that the server's first paint already follows them. */
export type Preferences = {
  theme: Theme;
  /** `UTC` or an IANA zone name. */
  zone: string;
};

export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Preferences from cookie values; what is missing or unusable falls back to the system's theme and UTC. */
export function readPreferences(cookie: (name: keyof Preferences) => string | undefined): Preferences {
  const theme = THEMES.find((each) => each === cookie('theme')) ?? 'system';
  const zone = cookie('zone') ?? 'UTC';
  return { theme, zone: isZone(zone) ? zone : 'UTC' };
}

/** Keeps one preference for a year, in this browser alone. */
export function rememberPreference(name: keyof Preferences, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false; // RangeError: no such zone
  }
}
