import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { seal, unseal } from './seal.ts';
import { SecretError } from './secret-error.ts';
import { KEY_BYTES, KEY_FILE, keyOf, readKeyFile, syncFolder } from './secret-key.ts';

/** What holds the sealed texts. */
export type SealedStore = {
  texts(): Promise<string[]>;
  /** Replaces every one in one transaction, or none. Gives how many there were. */
  reseal(anew: (sealed: string) => Promise<string>): Promise<number>;
};

/** Opens a sealed text with one key, and seals it with another. Throws `SecretError` for what does not open. */
export type Reseal = (from: Buffer, to: Buffer, sealed: string) => Promise<string>;

/** Of what `seal` sealed. */
export const resealOwn: Reseal = async (from, to, sealed) => seal(to, unseal(from, sealed));

export type Rotation = {
  resealed: number;
  /** An earlier rotation had been cut short after its secrets were sealed anew, and was brought to its end instead. */
  finished: boolean;
};

/**
 * Puts a new key in the place of `secret.key` and seals everything with it. The new key lies on the disk, as secret.key.new,
 * before anything is sealed with it, and the old one stays until everything is: killed at any moment, the next call finds out
 * by what opens which of the two is needed, and goes on from there.
 * @throws SecretError when there is no key, or something does not open with it: nothing is changed then.
 */
export async function rotateKeyFile(
  dataFolder: string,
  store: SealedStore,
  reseal: Reseal = resealOwn,
): Promise<Rotation> {
  const path = join(dataFolder, KEY_FILE);
  const nextPath = `${path}.new`;
  const text = await readKeyFile(path);
  if (text === null)
    throw new SecretError(`There is no ${path} to replace: nothing was sealed with one yet, or it is gone.`);
  const key = keyOf(text, path);
  const left = await readKeyFile(nextPath);
  if (left !== null) {
    const next = wholeKey(left);
    if (next !== null && (await opensAll(next, store, reseal)) && !(await opensAll(key, store, reseal))) {
      await rename(nextPath, path);
      await syncFolder(dataFolder);
      return { resealed: (await store.texts()).length, finished: true };
    }
    await rm(nextPath);
  }
  const next = await writeKey(nextPath, dataFolder);
  const resealed = await store.reseal((sealed) => reseal(key, next, sealed));
  await rename(nextPath, path);
  await syncFolder(dataFolder);
  return { resealed, finished: false };
}

/** The same for keys that come from the environment: seals everything that `from` opens with `to`. */
export async function rotateGivenKey(
  from: string,
  to: string,
  store: SealedStore,
  reseal: Reseal = resealOwn,
): Promise<number> {
  const key = keyOf(from, 'the environment variable PAIRWATCH_SECRET_KEY');
  const next = keyOf(to, 'the environment variable PAIRWATCH_NEW_SECRET_KEY');
  return store.reseal((sealed) => reseal(key, next, sealed));
}

async function opensAll(key: Buffer, store: SealedStore, reseal: Reseal): Promise<boolean> {
  for (const sealed of await store.texts()) {
    try {
      await reseal(key, key, sealed);
    } catch (error) {
      if (error instanceof SecretError) return false;
      throw error;
    }
  }
  return true;
}

/** null for one that was cut short while it was written: nothing was sealed with it. */
function wholeKey(text: string): Buffer | null {
  try {
    return keyOf(text, KEY_FILE);
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
}

async function writeKey(path: string, folder: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(folder);
  return key;
}
