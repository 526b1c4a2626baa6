import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { buildSettings } from './build.ts';
import { checkSettings } from './check.ts';
import { databaseUrlFrom } from './database-url.ts';
import { parseSettingsDocument } from './document.ts';
import { SettingsError, type SettingsProblem } from './error.ts';
import { formatPath } from './path.ts';
import type { Settings } from './settings.ts';
import { unsafeChoices } from './warnings.ts';

export { formatSettingsError, SettingsError } from './error.ts';

export type SettingsOrigin = {
  /** The settings file; relative to `cwd`. */
  path: string;
  /** Where `env:` secrets and DATABASE_URL come from. */
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
};

/**
 * Reads and checks the settings and fetches their secrets.
 * @throws SettingsError with every mistake at once: its place in the file, what was found and what was expected.
 */
export async function loadSettings({ path, env, cwd }: SettingsOrigin): Promise<Settings> {
  const file = resolve(cwd, path);
  const folder = dirname(file);
  const document = parseSettingsDocument(await readSettingsFile(file));
  if ('problems' in document) throw new SettingsError(file, document.problems);

  const checked = await checkSettings(document.value, { env, folder });
  const databaseUrl = databaseUrlFrom(env.DATABASE_URL);

  const problems: SettingsProblem[] = checked.mistakes
    .map(({ path, found, expected }) => ({
      path: formatPath(path),
      line: document.lineOf(path),
      found,
      expected,
    }))
    .sort((one, other) => one.line - other.line);
  if (databaseUrl.problem) problems.push(databaseUrl.problem);
  if (checked.file === null || problems.length > 0) throw new SettingsError(file, problems);

  const settings = buildSettings({
    path: file,
    file: checked.file,
    secrets: checked.secrets,
    folder,
    databaseUrl: databaseUrl.url,
  });
  return { ...settings, warnings: [...checked.warnings, ...unsafeChoices(checked.file, settings)] };
}

async function readSettingsFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const [found, expected] = unreadable(error);
    throw new SettingsError(file, [{ path: '', line: null, found, expected }]);
  }
}

function unreadable(error: unknown): [found: string, expected: string] {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT')
    return [
      'no file there',
      'a settings file: copy pairwatch.example.yaml there and fill in your servers, or try npm run demo, which needs none',
    ];
  if (code === 'EISDIR') return ['a folder', 'a settings file, such as pairwatch.yaml in that folder'];
  const reason = error instanceof Error ? error.message : String(error);
  return [`a file that can't be read: ${reason}`, 'a file this user may read'];
}
