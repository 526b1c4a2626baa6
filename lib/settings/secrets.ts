import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Outline } from './outline.ts';
import { formatPath } from './path.ts';
import { referencesIn } from './references.ts';
import type { SettingsWarning } from './settings.ts';
import type { Mistake } from './shape.ts';
import type { ValueRule } from './value-rule.ts';

export type SecretPlaces = {
  env: Readonly<Record<string, string | undefined>>;
  /** What `file:` paths are relative to. */
  folder: string;
};

type Fetched = {
  /** What was referred to, by the path of the key that names it. */
  secrets: Map<string, string>;
  mistakes: Mistake[];
  warnings: SettingsWarning[];
};

/** Fetches and checks everything the settings name by env:NAME and file:PATH. No message ever holds a secret. */
export async function fetchSecrets(outline: Outline, places: SecretPlaces): Promise<Fetched> {
  const fetched: Fetched = { secrets: new Map(), mistakes: [], warnings: [] };
  for (const { path, reference, rule } of referencesIn(outline)) {
    const origin = originOf(reference);
    const value = await secretOf(origin, places, rule);
    if ('mistake' in value) {
      fetched.mistakes.push({ path, ...value.mistake });
    } else if (!rule.fits(value.secret)) {
      fetched.mistakes.push({
        path,
        found: `${origin.text}, which ${rule.otherwise}`,
        expected: rule.expected,
      });
    } else {
      fetched.secrets.set(formatPath(path), value.secret);
      if (origin.kind === 'literal' && rule.isSecret(value.secret))
        fetched.warnings.push({ path: formatPath(path), message: LITERAL_WARNING });
    }
  }
  return fetched;
}

const LITERAL_WARNING =
  'the secret stands in the file itself; env:NAME or file:PATH keeps it out of copies of the file';

type Origin =
  | { kind: 'env' | 'file'; name: string; text: string }
  | { kind: 'literal'; secret: string; text: string };

function originOf(reference: string): Origin {
  const named = /^(env|file):\s*(\S.*|)$/.exec(reference);
  if (!named) return { kind: 'literal', secret: reference, text: `a text of length ${reference.length}` };
  const [, kind, name = ''] = named;
  return kind === 'env'
    ? { kind, name, text: `the environment variable ${name}` }
    : { kind: 'file', name, text: `the file ${name}` };
}

async function secretOf(
  origin: Origin,
  { env, folder }: SecretPlaces,
  { what, expected }: ValueRule,
): Promise<{ secret: string } | { mistake: Omit<Mistake, 'path'> }> {
  if (origin.kind === 'literal') return { secret: origin.secret };
  if (origin.kind === 'env') {
    const secret = env[origin.name];
    if (secret) return { secret };
    const state = secret === undefined ? 'not set' : 'empty';
    return {
      mistake: { found: `${origin.text}, which is ${state}`, expected: `a variable that holds ${what}` },
    };
  }
  const file = resolve(folder, origin.name);
  try {
    const secret = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
    if (secret !== '') return { secret };
    return {
      mistake: { found: `the file ${file}, which is empty`, expected },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      mistake: {
        found: `a file that can't be read: ${reason}`,
        expected: `a file this user may read: ${expected}`,
      },
    };
  }
}
