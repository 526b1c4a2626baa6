/** Where a value stands in the settings file. */
export type SettingsPath = readonly (string | number)[];

/** The path as a person writes it: `pairs[0].servers[1].host`. */
export function formatPath(path: SettingsPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
