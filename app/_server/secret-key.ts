import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SecretError } from '../../lib/secrets/secret-error.ts';
import { KEY_FILE, loadSecretKey } from '../../lib/secrets/secret-key.ts';
import { sealedEndpoints } from '../../lib/store/endpoints.ts';
import { storedPairs } from '../../lib/store/stored-pairs.ts';
import { readAsPairwatch } from './open-database.ts';
import { Problem } from './problem.ts';

/** The key that seals secrets. Made only for the first one: a new key would not open those that are there. Throws `Problem`. */
export const secretKey = (): Promise<Buffer> => told(async () => load(!(await isAnySealed())));

/** The same key where it is there already, and never a new one. Throws `Problem`. */
export const presentSecretKey = (): Promise<Buffer> => told(() => load(false));

async function told(loadKey: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await loadKey();
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw new Problem('secrets-unavailable', 503, 'Secrets cannot be kept', error.message);
  }
}

/** Why `secretKey` would give none, and how to mend it, found out without making one; null when nothing is known against it. */
export async function whyNoSealing(): Promise<string | null> {
  const folder = process.env.PAIRWATCH_DATA;
  const isToBeMade = folder && !process.env.PAIRWATCH_SECRET_KEY && !existsSync(join(folder, KEY_FILE));
  if (isToBeMade && !(await isAnySealed())) return null;
  try {
    await load(false);
    return null;
  } catch (error) {
    if (error instanceof SecretError) return error.message;
    throw error;
  }
}

const load = (make: boolean) =>
  loadSecretKey({ env: process.env, dataFolder: process.env.PAIRWATCH_DATA, make });

const isAnySealed = () =>
  readAsPairwatch(async (tx) => (await sealedEndpoints(tx)).length + (await storedPairs(tx)).length > 0);
