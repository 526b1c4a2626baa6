const KEY = 'pairwatch.name';

/** What somebody who acts here called themselves the last time; empty when that is not known. */
export function knownActor(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // A browser may refuse its storage: then the name is typed again.
  }
}

/** Keeps the name, in this browser alone. */
export function rememberActor(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // As above.
  }
}
