/** Time within which the second key of a sequence is waited for. */
export const SEQUENCE_MS = 1500;

/** What of a key press matters. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The name of a press: `j`, `?`, `ArrowLeft`, `Space`; `mod+k` with Ctrl or ⌘. Null where a modifier makes it the browser's
 * own, and for keys that only modify.
 */
export function nameOfPress({ key, ctrlKey, metaKey, altKey }: Press): string | null {
  if (altKey || key === 'Control' || key === 'Meta' || key === 'Shift' || key === 'Alt') return null;
  const name = key === ' ' ? 'Space' : key;
  if (!ctrlKey && !metaKey) return name;
  return name.length === 1 ? `mod+${name.toLowerCase()}` : null;
}

/** Reads presses one after the other into `j` or `g o`, among the sequences that mean something now. */
export class KeyReader {
  #pending: { key: string; at: number } | null = null;

  /**
   * The sequence that a press ends; null where it ends none. A begun sequence that this press does not go on with is
   * forgotten, and the press taken for itself.
   */
  read(name: string, at: number, known: readonly string[]): string | null {
    const before = this.#pending !== null && at - this.#pending.at <= SEQUENCE_MS ? this.#pending.key : null;
    this.#pending = null;
    const both = before === null ? null : `${before} ${name}`;
    if (both !== null && known.includes(both)) return both;
    if (known.some((each) => each.startsWith(`${name} `))) this.#pending = { key: name, at };
    return known.includes(name) ? name : null;
  }
}
