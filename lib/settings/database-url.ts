import type { SettingsProblem } from './error.ts';

const KNOWN_ENGINE = /^(postgresql:\/\/|postgres:\/\/|file:\/)./;

/**
 * The database DATABASE_URL names; `url` is null when it is not set, and SQLite in the data folder is meant.
 * The problem does not repeat the value, which may hold a password.
 */
export function databaseUrlFrom(value: string | undefined): {
  url: string | null;
  problem: SettingsProblem | null;
} {
  if (!value) return { url: null, problem: null };
  if (KNOWN_ENGINE.test(value)) return { url: value, problem: null };
  return {
    url: null,
    problem: {
      path: 'environment variable DATABASE_URL',
      line: null,
      found: 'an address of no database Pairwatch knows',
      expected: 'postgresql://user:password@host:5432/database, or nothing for SQLite in the data folder',
    },
  };
}
