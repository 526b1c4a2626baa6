import { z } from 'zod';
import type { SettingsPath } from './path.ts';
import { type SettingsFile, settingsFileSchema } from './schema.ts';
import { closestWord } from './suggest.ts';

/** A mistake before its line is looked up. */
export type Mistake = { path: SettingsPath; found: string; expected: string };

/** Checks a settings value against the schema; `file` is null when it does not fit, and `mistakes` says why. */
export function checkShape(value: unknown): { file: SettingsFile | null; mistakes: Mistake[] } {
  const result = settingsFileSchema.safeParse(value);
  if (result.success) return { file: result.data, mistakes: [] };
  return { file: null, mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, [], value)) };
}

/** Keys that were known once, and what to write now. */
const FORMER_KEYS = new Map([
  [
    'webhooks',
    'endpoints: with the same entries. They are told of incidents and alerts; kinds: [verdict] tells each change of a verdict, as webhooks did. One that leads to a private network needs allow:, such as allow: [10.0.0.0/8]',
  ],
]);

function mistakesOf(issue: z.core.$ZodIssue, above: SettingsPath, value: unknown): Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, value));
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((issues) => issues.every(isInside));
    if (meant && meant.length > 0) return meant.flatMap((inner) => mistakesOf(inner, path, value));
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? issue.message;
    return [{ path, found: `the key ${JSON.stringify(path.at(-1))}`, expected }];
  }
  return [{ path, found: inWords(valueAt(value, path), path), expected: issue.message }];
}

/** Whether it is about a part of the value: then the value as a whole is of the kind it was held against. */
function isInside(issue: z.core.$ZodIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

function unknownKey(key: string, path: SettingsPath, value: unknown): Mistake {
  const former = path.length === 0 ? FORMER_KEYS.get(key) : undefined;
  if (former) return { path: [key], found: `the key ${key}, which is no more`, expected: former };
  const known = knownKeysAt(settingsFileSchema, path, value);
  const meant = closestWord(key, known);
  return {
    path: [...path, key],
    found: `the unknown key ${JSON.stringify(key)}`,
    expected: meant === null ? `one of ${known.join(', ')}` : `did you mean ${meant}?`,
  };
}

/** The keys the schema knows at a path of `value`, looking through optional and default values and into unions. */
function knownKeysAt(schema: z.core.$ZodType, path: SettingsPath, value: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return knownKeysAt(schema.unwrap(), path, value);
  if (schema instanceof z.ZodPipe) return knownKeysAt(schema.out, path, value);
  if (schema instanceof z.ZodUnion)
    return optionsFor(schema, value).flatMap((option) => knownKeysAt(option, path, value));
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return knownKeysAt(schema.element, rest, valueAt(value, [step ?? 0]));
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const child: unknown = schema.shape[step];
  return child instanceof z.core.$ZodType ? knownKeysAt(child, rest, valueAt(value, [step])) : [];
}

/** Of a union by kind, the option of the kind that the value says it is, the first one when it says none; else all. */
function optionsFor(union: z.ZodUnion, value: unknown): readonly z.core.$ZodType[] {
  if (!(union instanceof z.ZodDiscriminatedUnion)) return union.options;
  const { options, def } = union;
  const kind = valueAt(value, [def.discriminator]);
  const meant = options.filter(
    (option) => option instanceof z.ZodObject && option.shape[def.discriminator].safeParse(kind).success,
  );
  return meant.length > 0 ? meant : options.slice(0, 1);
}

function valueAt(value: unknown, path: SettingsPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}

const SHOWN_CHARACTERS = 60;
/** Keys of secrets, of what may hold one, or where one may be written by mistake. */
const SHOWN_BY_LENGTH = [
  'secret',
  'passphrase',
  'password',
  'clientSecret',
  'url',
  'key',
  'routing-key',
  'proxy',
];
/** Keys of maps and lists of such. */
const OF_SECRETS = ['secrets', 'headers'];

/** A value in words, short, and without showing what may be secret: webhook addresses often carry a token. */
function inWords(value: unknown, path: SettingsPath): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const [above, last] = path.slice(-2).map(String);
  if (SHOWN_BY_LENGTH.includes(last ?? '') || OF_SECRETS.includes(above ?? ''))
    return `a ${typeof value} of length ${String(value).length}`;
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
