import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seal } from '../secrets/seal.ts';
import { loadSecretKey } from '../secrets/secret-key.ts';
import { openChannel } from './open-channel.ts';

const CHANNEL = {
  kind: 'email',
  host: 'mail.example.net',
  port: 587,
  security: 'starttls',
  user: 'pairwatch',
  password: 'very-secret',
  from: 'pairwatch@example.net',
  to: ['ops@example.net'],
  tls: { ca: null },
  allow: [],
};

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'pairwatch-channel-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const places = (env: Record<string, string> = {}) => ({ env, dataFolder });
const sealed = async (text: string) => seal(await loadSecretKey({ ...places(), make: true }), text);

describe('a sealed channel', () => {
  it('opens with the key it was sealed with', async () => {
    expect(await openChannel(await sealed(JSON.stringify(CHANNEL)), places())).toEqual(CHANNEL);
  });

  it('is refused where the key is another', async () => {
    const env = { PAIRWATCH_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
    const opening = openChannel(await sealed(JSON.stringify(CHANNEL)), places(env));
    await expect(opening).rejects.toThrow(/sealed with another key/);
  });

  it('is refused where the key is gone, and no other is made', async () => {
    const text = await sealed(JSON.stringify(CHANNEL));
    rmSync(join(dataFolder, 'secret.key'));
    await expect(openChannel(text, places())).rejects.toThrow(/secret\.key is not there/);
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it.each(['very-secret', '{"kind":"very-secret"}'])('that is none is not quoted: %s', async (text) => {
    const error: unknown = await openChannel(await sealed(text), places()).catch((caught) => caught);
    expect(error).toMatchObject({
      name: 'SecretError',
      message: expect.stringContaining('make the endpoint anew'),
    });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toContain('very-secret');
  });
});
