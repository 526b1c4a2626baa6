import { unseal } from '../../lib/secrets/seal.ts';
import { SecretError } from '../../lib/secrets/secret-error.ts';
import { withKeptSecrets } from '../../lib/settings/kept-secrets.ts';
import { storedPairs } from '../../lib/store/stored-pairs.ts';
import { readDatabase } from './database.ts';
import { Problem, resourceUnknown } from './problem.ts';
import { secretKey } from './secret-key.ts';

/** The entry of a stored pair, secrets and all. Throws `Problem` when there is none, or it does not open. */
export async function storedEntry(name: string): Promise<unknown> {
  const found = (await readDatabase(storedPairs)).find((pair) => pair.name === name);
  if (!found) throw resourceUnknown('stored pair', name, '/api/v1/settings/pairs');
  const key = await secretKey();
  try {
    return JSON.parse(unseal(key, found.sealed));
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw new Problem('secrets-unavailable', 503, 'This pair does not open', error.message);
  }
}

type Entry = { servers: unknown[]; peer?: unknown };

/** An entry from a page, with the secrets of the stored pair where it says that they stay as they are. */
export async function entryWithKept(entry: Entry, stored: string | null): Promise<Entry> {
  if (stored === null) return entry;
  // What is put in are texts in the places of texts: the shape stays.
  return withKeptSecrets(entry, await storedEntry(stored)) as Entry;
}
