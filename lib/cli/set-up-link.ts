import { openDatabase } from '../db/client.ts';
import type { Settings } from '../settings/settings.ts';
import { PASSWORD_PATH } from '../store/password-links.ts';
import { makeSetUpKey } from '../store/set-up.ts';

/** Where the pages are opened, as far as the settings tell. */
export function addressOfPages({
  listen: { host, port },
  publicUrl,
}: Pick<Settings, 'listen' | 'publicUrl'>): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The link a set-up key is used by. */
export const setUpLink = (settings: Pick<Settings, 'listen' | 'publicUrl'>, key: string): string =>
  `${addressOfPages(settings)}/set-up?key=${key}`;

/** The link the key for a password is used by. */
export const passwordLink = (settings: Pick<Settings, 'listen' | 'publicUrl'>, key: string): string =>
  addressOfPages(settings) + PASSWORD_PATH + key;

/** A new link by which the first user is made; null when there is one. */
export async function newSetUpLink(settings: Settings): Promise<string | null> {
  const database = await openDatabase(settings.databaseUrl, { role: 'web' });
  try {
    const key = await database.write((tx) => makeSetUpKey(tx, Date.now()));
    return key && setUpLink(settings, key);
  } finally {
    await database.close();
  }
}
