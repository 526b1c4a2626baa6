export type ActionErrorKind = 'not-found' | 'conflict' | 'read-only' | 'invalid';

/** Somebody asked for what can not be done; the message says why and what to do instead, for people. */
export class ActionError extends Error {
  readonly kind: ActionErrorKind;

  constructor(kind: ActionErrorKind, message: string) {
    super(message);
    this.name = 'ActionError';
    this.kind = kind;
  }
}
