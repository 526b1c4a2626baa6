const SECRET_BYTES = 32;

/** A new secret as Standard Webhooks has them: `whsec_` and the base64 of random bytes. */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
