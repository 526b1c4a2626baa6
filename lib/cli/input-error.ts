/** A file a command was given can't be used; the message says which, what was found, and what was expected. */
export class InputError extends Error {}

/** What to say of a path that could not be opened or read. `what` says what it should be, such as `dhcpd's lease file`. */
export function unreadable(path: string, what: string, error: unknown): InputError {
  // What node:fs throws has a code; anything else is told in its own words.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const found = FOUND[code] ?? (error instanceof Error ? error.message : String(error));
  return new InputError(`${path}: ${found}; expected ${what}`, { cause: error });
}

const FOUND: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a folder of this path is none',
  EISDIR: 'this is a folder',
  EACCES: 'this user may not read it (the folders above it included)',
  EPERM: 'this user may not read it',
};
