import { signInSecretOf } from '../../lib/sign-in/sign-in-secret.ts';
import { secretKey } from './secret-key.ts';
import { singleton } from './singleton.ts';

type Known = { secret: string | null };

/** What cookies are signed with. Found out once; a key that can't be read is looked for again. Throws `Problem`. */
export async function signInSecret(): Promise<string> {
  const known = singleton<Known>('sign-in-secret', () => ({ secret: null }));
  known.secret ??= signInSecretOf(await secretKey());
  return known.secret;
}
