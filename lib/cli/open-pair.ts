import { unseal } from '../secrets/seal.ts';
import { SecretError } from '../secrets/secret-error.ts';
import { type KeyPlaces, loadSecretKey } from '../secrets/secret-key.ts';
import { checkPairEntry } from '../settings/pair-entry.ts';
import { formatPath } from '../settings/path.ts';
import type { PairSettings } from '../settings/settings.ts';

/**
 * How a pair that was set up on a page is watched. `folder`: what its relative paths are relative to. Never makes a key.
 * @throws SecretError when it does not open; Error with every mistake of it, such as a file that is gone. Neither holds a secret.
 */
export async function openPair(
  sealed: string,
  { folder, ...places }: KeyPlaces & { folder: string },
): Promise<PairSettings> {
  const text = unseal(await loadSecretKey({ ...places, make: false }), sealed);
  const checked = await checkPairEntry(entryOf(text), { env: places.env, folder });
  if ('pair' in checked) return checked.pair;
  const mistakes = checked.mistakes.map(
    ({ path, found, expected }) => `${formatPath(path)}: found ${found}, expected ${expected}`,
  );
  throw new Error(`${mistakes.join('; ')}. Mend that, or edit the pair on the page of pairs.`);
}

function entryOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause: the error of a parser quotes what it read, which is secret.
    throw new SecretError(
      'What was sealed for this pair is no such text. Remove the pair and set it up again.',
    );
  }
}
