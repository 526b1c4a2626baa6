import type { WithPassword } from '../contracts/factors.ts';
import { type PasskeyOptionsDto, passkeyOptionsSchema } from '../contracts/passkeys.ts';
import { doneSchema, enteredSchema } from '../contracts/sign-in.ts';
import { ApiError, send } from './api.ts';

const PATH = '/api/auth/passkey';

/** Has the browser make a passkey, and adds it. Throws `ApiError`. */
export async function addPasskey({ name, password }: WithPassword & { name: string }) {
  const { options } = await send(
    'POST',
    `${PATH}/generate-register-options`,
    { password },
    passkeyOptionsSchema,
  );
  const { startRegistration } = await import('@simplewebauthn/browser');
  const response = await byBrowser(startRegistration({ optionsJSON: asAsked(options) }));
  return send('POST', `${PATH}/verify-registration`, { name, response }, doneSchema);
}

/** Has the browser show a passkey, and signs in by it. Throws `ApiError`. */
export async function signInByPasskey() {
  const { options } = await send('POST', `${PATH}/generate-authenticate-options`, {}, passkeyOptionsSchema);
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const response = await byBrowser(startAuthentication({ optionsJSON: asAsked(options) }));
  return send('POST', `${PATH}/verify-authentication`, { response }, enteredSchema);
}

/** Throws `ApiError`. */
export const removePasskey = (id: string) => send('POST', `${PATH}/delete-passkey`, { id }, doneSchema);

/** They are passed on as better-auth made them, and the browser checks them: here only the challenge is known. */
const asAsked = <T>(options: PasskeyOptionsDto['options']): T => options as unknown as T;

/** What a browser answers; that it did not, or somebody stopped it, is told as any refusal is. Throws `ApiError`. */
async function byBrowser<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new ApiError({
      type: 'urn:pairwatch:problem:no-passkey',
      title: 'The browser gave no passkey',
      status: 0,
      detail: `It was stopped, took too long, or has none that fits: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
