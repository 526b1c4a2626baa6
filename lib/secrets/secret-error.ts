/** What keeps a secret from being stored or read back. The message says what was found and how to mend it, and holds no secret. */
export class SecretError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretError';
  }
}
