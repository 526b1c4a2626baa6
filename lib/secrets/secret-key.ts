import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretError } from './secret-error.ts';

export const KEY_BYTES = 32;
export const KEY_FILE = 'secret.key';
const HOW_TO_MAKE = 'make one with: openssl rand -base64 32';

export type KeyPlaces = {
  env: Readonly<Record<string, string | undefined>>;
  /** Where the key file is, or is made; not needed when PAIRWATCH_SECRET_KEY is set. */
  dataFolder: string | undefined;
};

export type KeyRequest = KeyPlaces & {
  /** Whether a missing file is made: only while nothing is sealed, for a new key opens nothing that is. */
  make: boolean;
};

/**
 * The key that seals what the database must not show: PAIRWATCH_SECRET_KEY, else `secret.key` in the data folder. Processes
 * that make that file at the same moment end up with the same one.
 * @throws SecretError when there is a key but a wrong one, when others may read its file, or when there is none and it is
 * not to be made, or can't be.
 */
export async function loadSecretKey({ env, dataFolder, make }: KeyRequest): Promise<Buffer> {
  const given = env.PAIRWATCH_SECRET_KEY;
  if (given) return keyOf(given, 'the environment variable PAIRWATCH_SECRET_KEY');
  if (!dataFolder) {
    throw new SecretError(
      `There is no key to seal secrets with: neither PAIRWATCH_SECRET_KEY nor PAIRWATCH_DATA, the data folder, is set. bin/pairwatch start sets the latter from pairwatch.yaml.`,
    );
  }
  const path = join(/* turbopackIgnore: true */ dataFolder, KEY_FILE);
  try {
    const text = (await readKeyFile(path)) ?? (make ? await makeKeyFile(dataFolder, path) : null);
    if (text === null) throw keyGone(path);
    return keyOf(text, path);
  } catch (error) {
    if (error instanceof SecretError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SecretError(
      `The key that seals secrets, ${path}, can't be read or made (${reason}). Give the user Pairwatch runs as read and write permission there, or set PAIRWATCH_SECRET_KEY (${HOW_TO_MAKE}).`,
      { cause: error },
    );
  }
}

function keyGone(path: string): SecretError {
  return new SecretError(
    `The key that opens the secrets in the database is gone: ${path} is not there. Restore it from a backup, or set the PAIRWATCH_SECRET_KEY they were sealed with, the same for the collector and the pages; without either, remove the endpoints and pairs made on the pages and make them anew.`,
  );
}

/** The key that a text is; `place` is where it stands. Throws SecretError. */
export function keyOf(text: string, place: string): Buffer {
  const base64 = text.trim();
  const key = Buffer.from(base64, 'base64');
  // Buffer.from skips what is no base64; only what comes out again was meant.
  if (key.length === KEY_BYTES && key.toString('base64') === base64) return key;
  throw new SecretError(
    `In ${place}: found a text of length ${base64.length}, expected base64 of ${KEY_BYTES} bytes. If it was the key of this database, restore it from a backup; if there was none yet, ${HOW_TO_MAKE}`,
  );
}

/** null when there is none yet. */
export async function readKeyFile(path: string): Promise<string | null> {
  const file = await open(/* turbopackIgnore: true */ path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) {
      throw new SecretError(
        `${path} opens the secrets of every endpoint, and others than its owner may use it (mode ${(mode & 0o777).toString(8)}). Run: chmod 600 ${path}`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** By a link, which never replaces a file: whoever comes second reads what the first one made, and never half of it. */
async function makeKeyFile(folder: string, path: string): Promise<string> {
  await mkdir(/* turbopackIgnore: true */ folder, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(/* turbopackIgnore: true */ draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await link(/* turbopackIgnore: true */ draft, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await file.close();
    await rm(/* turbopackIgnore: true */ draft, { force: true });
  }
  await syncFolder(folder);
  const made = await readKeyFile(path);
  if (made === null) throw new SecretError(`${path} was removed while it was made; start again.`);
  return made;
}

/** Else a power cut could take the new name away after secrets were sealed with it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(/* turbopackIgnore: true */ folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
