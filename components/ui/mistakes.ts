import { ApiError } from '../../lib/queries/api.ts';

/** What is wrong with one value of a form. */
export type Mistake = {
  /** Where in the body that is sent: `smtp.host`, `pairs.0`. */
  path: string;
  text: string;
};

export type Refusal = {
  title: string;
  /** What is wrong beside single values; null where those say it all. */
  detail: string | null;
  mistakes: Mistake[];
};

/** A form found out by itself that values can't be sent as they stand. */
export class InputError extends Error {
  readonly mistakes: Mistake[];

  constructor(mistakes: Mistake[]) {
    super(mistakes.map(({ path, text }) => `${path}: ${text}`).join(' '));
    this.name = 'InputError';
    this.mistakes = mistakes;
  }
}

/** What a form says when what was sent was not taken: value by value where the API names them, else as a whole. */
export function refusalOf(error: Error): Refusal {
  if (error instanceof InputError) return ofMistakes(error.mistakes);
  if (!(error instanceof ApiError))
    return { title: 'This page met a fault of its own', detail: error.message, mistakes: [] };
  const { title, detail, errors = [] } = error.problem;
  if (errors.length === 0) return { title, detail, mistakes: [] };
  return ofMistakes(errors.map(({ path, expected }) => ({ path, text: `Expected ${expected}.` })));
}

function ofMistakes(mistakes: Mistake[]): Refusal {
  const title =
    mistakes.length === 1 ? 'One value is not as expected' : `${mistakes.length} values are not as expected`;
  return { title, detail: null, mistakes };
}

/** The mistake a field at `path` shows: its own, or the first of a value within it. */
export function mistakeAt(mistakes: readonly Mistake[], path: string): string | null {
  const found =
    mistakes.find((each) => each.path === path) ?? mistakes.find((each) => each.path.startsWith(`${path}.`));
  return found?.text ?? null;
}
