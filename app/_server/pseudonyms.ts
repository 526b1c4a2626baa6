import {
  createPseudonyms,
  IN_THE_CLEAR,
  isAnyHashed,
  type Pseudonyms,
  privacySchema,
} from '../../lib/privacy/pseudonyms.ts';
import { presentSecretKey } from './secret-key.ts';

/** How the collector hides clients, by the settings that it has too. Throws `Problem` where the key is not there. */
export async function pseudonyms(): Promise<Pseudonyms> {
  const privacy = privacySchema.parse(JSON.parse(process.env.PAIRWATCH_PRIVACY ?? '{}'));
  return isAnyHashed(privacy) ? createPseudonyms(await presentSecretKey(), privacy) : IN_THE_CLEAR;
}
