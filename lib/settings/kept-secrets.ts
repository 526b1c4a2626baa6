import { KEPT_SECRET } from '../contracts/setup.ts';

/** Keys under which a secret stands that was typed. */
const SECRET_KEYS: readonly string[] = ['secret', 'passphrase'];

/** An entry in which KEPT_SECRET stands for each secret that is written out; env:NAME and file:PATH stay. */
export function withoutSecrets(entry: unknown): unknown {
  return mapSecrets(entry, [], (secret) => (/^(?:env|file):/.test(secret) ? secret : KEPT_SECRET));
}

/** The same entry with what is stored in the place of each KEPT_SECRET, by where it stands. */
export function withKeptSecrets(entry: unknown, stored: unknown): unknown {
  return mapSecrets(entry, [], (secret, path) => {
    if (secret !== KEPT_SECRET) return secret;
    const kept = valueAt(stored, path);
    return typeof kept === 'string' ? kept : '';
  });
}

type Path = readonly (string | number)[];

function mapSecrets(value: unknown, path: Path, map: (secret: string, path: Path) => string): unknown {
  if (Array.isArray(value)) return value.map((each, index) => mapSecrets(each, [...path, index], map));
  if (typeof value !== 'object' || value === null) {
    const isSecret = typeof value === 'string' && SECRET_KEYS.includes(String(path.at(-1)));
    return isSecret ? map(value, path) : value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mapSecrets(each, [...path, key], map)]),
  );
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}
