import { outlineOf } from './outline.ts';
import { brokenRules } from './rules.ts';
import type { SettingsFile } from './schema.ts';
import { fetchSecrets, type SecretPlaces } from './secrets.ts';
import type { SettingsWarning } from './settings.ts';
import { checkShape, type Mistake } from './shape.ts';

export type Checked = {
  /** null when it is not of the right shape. */
  file: SettingsFile | null;
  /** What env:NAME and file:PATH lead to, by the path of the key that names them. */
  secrets: Map<string, string>;
  mistakes: Mistake[];
  warnings: SettingsWarning[];
};

/** Everything that is wrong with a settings value at once: its shape, what its parts say together, and what it refers to. */
export async function checkSettings(value: unknown, places: SecretPlaces): Promise<Checked> {
  const outline = outlineOf(value);
  const { file, mistakes } = checkShape(value);
  const fetched = await fetchSecrets(outline, places);
  return { ...fetched, file, mistakes: [...mistakes, ...brokenRules(outline), ...fetched.mistakes] };
}
