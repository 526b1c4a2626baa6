/** How many of many are named. */
const NAMED = 3;

/** `x`, `x and y`, `x, y and z`, or `x, y, z and 12 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** The same for clauses, which have commas of their own. */
export function listedClauses(clauses: readonly string[]): string {
  const rest = clauses.length - NAMED;
  return [...clauses.slice(0, NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

/** The first of the things a finding is about, and how many more: it changes with what is found. */
export function subjectOf(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? first : `${first} +${others.length}`;
}

/** `1 reservation`, `3 reservations`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const SHOWN_CHARACTERS = 80;

/** A text short enough for a sentence. */
export function clipped(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  const half = /[\ud800-\udbff]$/; // a character of two halves is not cut in two
  return `${text.slice(0, SHOWN_CHARACTERS - 1).replace(half, '')}…`;
}

/** Without what is not read but does something in a terminal, or what no database takes. */
export function harmless(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t]/gu, '\ufffd');
}

/** The sentence with its first letter large. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A range for people. */
export function rangeText({ first, last }: { first: string; last: string }): string {
  return first === last ? first : `${first} – ${last}`;
}
