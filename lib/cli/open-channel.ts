import { channelSchema } from '../contracts/channel.ts';
import type { Channel } from '../notify/endpoint.ts';
import { unseal } from '../secrets/seal.ts';
import { SecretError } from '../secrets/secret-error.ts';
import { type KeyPlaces, loadSecretKey } from '../secrets/secret-key.ts';

/**
 * How an endpoint that was made in a browser is reached. Never makes a key: a new one would open nothing.
 * @throws SecretError when there is no key, it does not open the channel, or what is in it is none.
 */
export async function openChannel(sealed: string, places: KeyPlaces): Promise<Channel> {
  const text = unseal(await loadSecretKey({ ...places, make: false }), sealed);
  try {
    return channelSchema.parse(JSON.parse(text));
  } catch {
    // Without its cause: the error of a parser quotes what it read, which is secret.
    throw new SecretError(
      'What was sealed for this endpoint is not what this version knows. If a newer Pairwatch wrote it, run that one; else make the endpoint anew.',
    );
  }
}
