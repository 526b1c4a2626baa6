import { dirname } from 'node:path';
import type { SecretPlaces } from '../../lib/settings/secrets.ts';

/** What env:NAME and relative paths lead to, as in the settings file; without one, from the current folder. */
export function settingsPlaces(): SecretPlaces {
  const file = process.env.PAIRWATCH_CONFIG;
  return { env: process.env, folder: file ? dirname(file) : process.cwd() };
}
