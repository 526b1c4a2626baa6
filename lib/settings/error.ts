/** One mistake in the settings. Never holds a secret. */
export type SettingsProblem = {
  /** Where in the file, e.g. `pairs[0].servers[1].host`; empty for the file as a whole. */
  path: string;
  /** Counted from 1; null when it is not at a place in the file. */
  line: number | null;
  found: string;
  expected: string;
  /** The source line with a caret under the place, for a syntax error. */
  excerpt?: string;
};

/** Everything that is wrong with the settings, at once. */
export class SettingsError extends Error {
  readonly file: string;
  readonly problems: SettingsProblem[];

  constructor(file: string, problems: SettingsProblem[]) {
    super(`${file}: ${problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`} in the settings`);
    this.name = 'SettingsError';
    this.file = file;
    this.problems = problems;
  }
}

/** The error as a person reads it in a terminal: the file, then each mistake with its place, found and expected. */
export function formatSettingsError(error: SettingsError): string {
  return [`${error.message}:`, ...error.problems.map(formatProblem)].join('\n\n');
}

function formatProblem({ path, line, found, expected, excerpt }: SettingsProblem): string {
  const place = [line === null ? null : `line ${line}`, path].filter(Boolean).join(': ');
  return [
    ...(place === '' ? [] : [`  ${place}`]),
    ...(excerpt === undefined ? [] : excerpt.split('\n').map((row) => `    ${row}`)),
    `    found:    ${found}`,
    `    expected: ${expected}`,
  ].join('\n');
}
