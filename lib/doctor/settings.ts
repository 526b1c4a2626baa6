import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { checkSettings } from '../settings/check.ts';
import { parseSettingsDocument } from '../settings/document.ts';
import { loadSettings, SettingsError, type SettingsOrigin } from '../settings/load.ts';
import { outlineOf } from '../settings/outline.ts';
import { formatPath } from '../settings/path.ts';
import { referencesIn } from '../settings/references.ts';
import type { Settings } from '../settings/settings.ts';
import { attention, broken, type DoctorLine, ok, type Said } from './line.ts';
import { signInLines } from './sign-in.ts';

const GROUP = 'Settings';

/** Reads the settings and says each mistake in them, each doubtful choice, and which files of secrets others may read. */
export async function examineSettings(
  origin: SettingsOrigin,
): Promise<{ settings: Settings | null; lines: DoctorLine[] }> {
  const file = resolve(origin.cwd, origin.path);
  const line = (id: string, said: Said): DoctorLine => ({ group: GROUP, id, ...said });
  try {
    const settings = await loadSettings(origin);
    const warnings = settings.warnings.map(({ path, message }) => attention(path, `${message}.`));
    const { pairs, endpoints } = settings;
    return {
      settings,
      lines: [
        line('settings', ok(`${file}: pairs ${pairs.length}, endpoints ${endpoints.length}`)),
        ...warnings.map((said) => line('settings', said)),
        ...(await exposedSecrets(file, origin.env)).map((said) => line('secret-files', said)),
        ...signInLines(settings),
      ],
    };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const lines = error.problems.map(({ path, line: number, found, expected }) => {
      const place = [number === null ? file : `${file}:${number}`, path].filter(Boolean).join(': ');
      return line('settings', broken(place, `Found ${found}; expected ${expected}.`));
    });
    return { settings: null, lines };
  }
}

/** Whoever is in the group of a file may have been put there to read it; nobody else has, and nobody but its owner is to change it. */
const OF_OTHERS = 0o027;

async function exposedSecrets(file: string, env: SettingsOrigin['env']): Promise<Said[]> {
  const folder = dirname(file);
  const document = parseSettingsDocument(await readFile(file, 'utf8'));
  if ('problems' in document) return []; // told where the settings are read
  const { secrets, warnings } = await checkSettings(document.value, { env, folder });
  const named = new Set(warnings.length > 0 ? [file] : []);
  for (const { path, reference, rule } of referencesIn(outlineOf(document.value))) {
    const [, name] = /^file:\s*(\S.*|)$/.exec(reference) ?? [];
    const value = secrets.get(formatPath(path));
    if (name && value !== undefined && rule.isSecret(value)) named.add(resolve(folder, name));
  }
  const exposed: Said[] = [];
  for (const path of named) {
    const { mode } = await stat(path);
    if ((mode & OF_OTHERS) !== 0)
      exposed.push(
        attention(
          `${path} holds secrets and has mode ${(mode & 0o777).toString(8)}`,
          `Others than its owner may read or change it. Run: chmod 600 ${path}`,
        ),
      );
  }
  if (exposed.length > 0 || named.size === 0) return exposed;
  return [ok(`${named.size} ${named.size === 1 ? 'file' : 'files'} of secrets: nobody else may read them`)];
}
