import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rotateGivenKey, rotateKeyFile, type SealedStore } from './rotate-key.ts';
import { seal, unseal } from './seal.ts';
import { loadSecretKey } from './secret-key.ts';

const TEXTS = ['one', 'other', '{"url":"https://hooks.example.net"}'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-rotate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = () => loadSecretKey({ env: {}, dataFolder: folder, make: true });

/** `dieAt`: where the process is killed, as it were. */
async function filled() {
  let sealed = TEXTS.map((text) => text);
  const old = await key();
  sealed = TEXTS.map((text) => seal(old, text));
  let dieAt: 'before' | 'within' | 'after' | null = null;
  const store: SealedStore = {
    texts: async () => sealed,
    async reseal(anew) {
      if (dieAt === 'before') throw new Error('killed');
      const next = sealed.map(async (text, index) => {
        if (dieAt === 'within' && index === 1) throw new Error('killed');
        return anew(text);
      });
      sealed = await Promise.all(next);
      if (dieAt === 'after') throw new Error('killed');
      return next.length;
    },
  };
  return {
    old,
    store,
    killAt: (place: typeof dieAt) => {
      dieAt = place;
    },
    opened: async () => {
      const present = await key();
      return sealed.map((text) => unseal(present, text));
    },
  };
}

describe('a new key', () => {
  test('opens everything, lies where the old one lay, and only its owner may read it', async () => {
    const { old, store, opened } = await filled();
    expect(await rotateKeyFile(folder, store)).toEqual({ resealed: 3, finished: false });
    expect(await opened()).toEqual(TEXTS);
    expect((await key()).equals(old)).toBe(false);
    expect(readdirSync(folder)).toEqual(['secret.key']);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['before', false],
    ['within', false],
    ['after', true],
  ] as const)('loses nothing when it is killed %s sealing', async (place, finished) => {
    const { store, killAt, opened } = await filled();
    killAt(place);
    await expect(rotateKeyFile(folder, store)).rejects.toThrow('killed');
    expect(readdirSync(folder).sort()).toEqual(['secret.key', 'secret.key.new']);
    killAt(null);
    expect(await rotateKeyFile(folder, store)).toEqual({ resealed: 3, finished });
    expect(await opened()).toEqual(TEXTS);
    expect(readdirSync(folder)).toEqual(['secret.key']);
  });

  test('that was half written when it was killed is made again', async () => {
    const { store, opened } = await filled();
    writeFileSync(join(folder, 'secret.key.new'), 'aGFsZg', { mode: 0o600 });
    expect(await rotateKeyFile(folder, store)).toMatchObject({ finished: false });
    expect(await opened()).toEqual(TEXTS);
  });

  test('is not put in place where something does not open with the old one', async () => {
    const { store } = await filled();
    const before = readFileSync(join(folder, 'secret.key'), 'utf8');
    const strange: SealedStore = {
      ...store,
      reseal: async (anew) => (await anew(seal(Buffer.alloc(32, 9), 'x'))).length,
    };
    await expect(rotateKeyFile(folder, strange)).rejects.toThrow(/another key/);
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(before);
  });

  test('from the environment seals everything anew', async () => {
    const { old, store } = await filled();
    const next = Buffer.alloc(32, 5);
    expect(await rotateGivenKey(old.toString('base64'), next.toString('base64'), store)).toBe(3);
    expect((await store.texts()).map((text) => unseal(next, text))).toEqual(TEXTS);
  });
});
