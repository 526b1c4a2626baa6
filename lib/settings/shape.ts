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
  return { file: null, mistakes: result.error.issues.flatMap((issue) => mistakesOf(issue, value)) };
}

function mistakesOf(issue: z.core.$ZodIssue, value: unknown): Mistake[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') {
    return [{ path, found: inWords(valueAt(value, path), path), expected: issue.message }];
  }
  const known = knownKeysAt(settingsFileSchema, path);
  return issue.keys.map((key) => {
    const meant = closestWord(key, known);
    return {
      path: [...path, key],
      found: `the unknown key ${JSON.stringify(key)}`,
      expected: meant === null ? `one of ${known.join(', ')}` : `did you mean ${meant}?`,
    };
  });
}

/** The keys the schema knows at a path, looking through optional and default values. */
function knownKeysAt(schema: z.core.$ZodType, path: SettingsPath): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return knownKeysAt(schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return knownKeysAt(schema.out, path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return knownKeysAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const child: unknown = schema.shape[step];
  return child instanceof z.core.$ZodType ? knownKeysAt(child, rest) : [];
}

function valueAt(value: unknown, path: SettingsPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}

const SHOWN_CHARACTERS = 60;
/** Keys of secrets, of what may hold one, or where one may be written by mistake. */
const SHOWN_BY_LENGTH = ['secret', 'passphrase', 'url', 'key'];

/** A value in words, short, and without showing what may be secret: webhook addresses often carry a token. */
function inWords(value: unknown, path: SettingsPath): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const last = path.at(-1);
  if (SHOWN_BY_LENGTH.includes(String(last))) return `a ${typeof value} of length ${String(value).length}`;
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
