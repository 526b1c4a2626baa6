import { problemOf } from '../../ui/problem-of.ts';

/** What is wrong with one value of a form. */
export type Mistake = {
  /** Where in the body that is sent: `smtp.host`, `pairs.0`. */
  path: string;
  /** In words that follow "expected". */
  expected: string;
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
    super(mistakes.map(({ path, expected }) => `${path}: expected ${expected}`).join('; '));
    this.name = 'InputError';
    this.mistakes = mistakes;
  }
}

/** What a form says when what was to be sent was not taken: value by value where those are named, else as a whole. */
export function refusalOf(error: Error): Refusal {
  if (error instanceof InputError) return ofMistakes(error.mistakes);
  const { title, detail, errors = [] } = problemOf(error);
  if (errors.length === 0) return { title, detail, mistakes: [] };
  return ofMistakes(errors.map(({ path, expected }) => ({ path, expected })));
}

function ofMistakes(mistakes: Mistake[]): Refusal {
  const title =
    mistakes.length === 1 ? 'One value is not as expected' : `${mistakes.length} values are not as expected`;
  return { title, detail: null, mistakes };
}

/** What was expected of the field at `path`, or of the first value within it that is wrong. */
export function mistakeAt(mistakes: readonly Mistake[], path: string): string | null {
  const found =
    mistakes.find((each) => each.path === path) ?? mistakes.find((each) => each.path.startsWith(`${path}.`));
  return found?.expected ?? null;
}
