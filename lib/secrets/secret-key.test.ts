import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSecretKey } from './secret-key.ts';

const GIVEN = Buffer.alloc(32, 7).toString('base64');

let dataFolder: string;
let path: string;
beforeEach(() => {
  dataFolder = join(mkdtempSync(join(tmpdir(), 'pairwatch-secrets-')), 'data');
  path = join(dataFolder, 'secret.key');
});
afterEach(() => rmSync(join(dataFolder, '..'), { recursive: true }));

function writeKey(text: string, mode = 0o600): void {
  mkdirSync(dataFolder);
  writeFileSync(path, text, { mode });
}

const load = (env: Record<string, string> = {}, make = true) => loadSecretKey({ env, dataFolder, make });

describe('the key of secrets', () => {
  test('is made once, for its owner alone', async () => {
    const key = await load();
    expect(key).toHaveLength(32);
    expect(await load()).toEqual(key);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe(`${key.toString('base64')}\n`);
    expect(readdirSync(dataFolder)).toEqual(['secret.key']);
  });

  test('is the same for all who make it at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => load()));
    expect(new Set(keys.map((key) => key.toString('base64'))).size).toBe(1);
    expect(readdirSync(dataFolder)).toEqual(['secret.key']);
  });

  test('is not made where something is sealed already', async () => {
    mkdirSync(dataFolder);
    await expect(load({}, false)).rejects.toThrow(
      /is gone: .*secret\.key is not there.*from a backup.*make them anew/,
    );
    expect(readdirSync(dataFolder)).toEqual([]);
    const key = await load();
    expect(await load({}, false)).toEqual(key);
  });

  test('comes from the environment before any file', async () => {
    writeKey('not looked at');
    expect((await load({ PAIRWATCH_SECRET_KEY: GIVEN })).toString('base64')).toBe(GIVEN);
    const env = { PAIRWATCH_SECRET_KEY: GIVEN };
    expect(await loadSecretKey({ env, dataFolder: undefined, make: false })).toHaveLength(32);
  });

  test.each(['short', Buffer.alloc(16).toString('base64'), `${GIVEN.slice(0, -2)}!=`])(
    'that is none in the environment is refused: %s',
    async (given) => {
      const loading = load({ PAIRWATCH_SECRET_KEY: given });
      await expect(loading).rejects.toThrow(/PAIRWATCH_SECRET_KEY: found .* expected base64 of 32 bytes/);
      await expect(loading).rejects.not.toThrow(given);
    },
  );

  test('that others may read is refused', async () => {
    writeKey(GIVEN, 0o640);
    await expect(load()).rejects.toThrow(`Run: chmod 600 ${path}`);
  });

  test('whose file is damaged is never replaced', async () => {
    writeKey('');
    await expect(load()).rejects.toThrow(/secret\.key: found a text of length 0.*restore it from a backup/);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  test('that can not be made says where and what else would do', async () => {
    writeFileSync(dataFolder, 'a file');
    await expect(load()).rejects.toThrow(/can't be read or made \(ENOTDIR.*PAIRWATCH_SECRET_KEY/);
  });

  test('needs a place', async () => {
    await expect(loadSecretKey({ env: {}, dataFolder: undefined, make: true })).rejects.toThrow(
      /PAIRWATCH_DATA/,
    );
  });
});
