import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { signInSecretOf } from './sign-in-secret.ts';

/** Whether a sealed text is one of better-auth, which are bare hexadecimal. */
export const isFactorSecret = (sealed: string): boolean => /^[0-9a-f]+$/.test(sealed);

/** The secret of an app, or its recovery codes, sealed with what is made of another key. Throws where `from` does not open it. */
export async function resealFactor(from: Buffer, to: Buffer, sealed: string): Promise<string> {
  const data = await symmetricDecrypt({ key: signInSecretOf(from), data: sealed });
  return symmetricEncrypt({ key: signInSecretOf(to), data });
}
