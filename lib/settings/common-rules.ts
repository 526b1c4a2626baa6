import type { Outline } from './outline.ts';
import type { SettingsPath } from './path.ts';
import type { Mistake } from './shape.ts';
import { closestWord } from './suggest.ts';

/** Rules that hold in several parts of pairwatch.yaml. */

export function repeatedNames(
  items: readonly ({ name?: string | undefined } | null)[],
  path: SettingsPath,
  expected: string,
): Mistake[] {
  return items.flatMap((item, index) => {
    const name = item?.name;
    const first = items.findIndex((other) => other?.name === name);
    if (name === undefined || first === index) return [];
    return [{ path: [...path, index, 'name'], found: `${JSON.stringify(name)} a second time`, expected }];
  });
}

export function notExactlyOne<Key extends string>(
  map: { [K in Key]?: unknown },
  keys: readonly [Key, Key],
  path: SettingsPath,
): Mistake[] {
  const given = keys.filter((key) => map[key] !== undefined).length;
  if (given === 1) return [];
  const found = given === 0 ? `neither ${keys[0]} nor ${keys[1]}` : `both ${keys[0]} and ${keys[1]}`;
  return [{ path, found, expected: `exactly one of ${keys[0]} and ${keys[1]}` }];
}

export function unknownPair(
  name: string | undefined,
  pairs: Outline['pairs'],
  path: SettingsPath,
): Mistake[] {
  const names = pairs.flatMap((pair) => pair.name ?? []);
  if (name === undefined || names.includes(name.trim())) return [];
  return [
    { path, found: `${JSON.stringify(name)}, which is no pair of this file`, expected: known(name, names) },
  ];
}

function known(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'a pair of this file, which has none';
  const meant = closestWord(name, names);
  return meant === null ? `one of ${names.join(', ')}` : `did you mean ${meant}?`;
}
