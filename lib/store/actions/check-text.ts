import { ActionError } from './action-error.ts';

/** A text somebody gave, without the blanks around it. Throws `ActionError` where nothing is left; `what`: such as `a reason`. */
export function checkedText(text: string, what: string): string {
  const words = text.trim();
  if (words === '') throw new ActionError('invalid', `Found an empty text, expected ${what}.`);
  return words;
}
