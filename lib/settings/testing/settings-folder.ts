import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, SettingsError } from '../load.ts';
import type { Settings } from '../settings.ts';

export const SECRET = 'c2VjcmV0IG9mIHRoZSBvZmZpY2U=';
export const HOOK_SECRET = `whsec_${Buffer.from('a key of at least 24 bytes').toString('base64')}`;
export const ENV = { OMAPI_SECRET: SECRET, HOOK_SECRET };

const KEY = '{ name: k, algorithm: hmac-md5, secret: env:OMAPI_SECRET }';

/** The least that is a good file. */
export const PAIR = `pairs:
  - name: office
    peer: pair
    servers:
      - { role: primary, name: dhcp-a, host: 10.66.0.11, omapi: { key: ${KEY} } }
      - { role: secondary, name: dhcp-b, host: b.example.net, omapi: { port: 17911, key: ${KEY} } }
`;

export type SettingsFolder = {
  path: string;
  /** Puts a file beside pairwatch.yaml. */
  write(name: string, text: string): void;
  load(yaml: string, env?: Record<string, string>): Promise<Settings>;
  /** Line, path, found and expected of each mistake; throws when there is none. */
  problemsOf(yaml: string, env?: Record<string, string>): Promise<(string | number | null)[][]>;
  remove(): void;
};

/** A folder in which pairwatch.yaml is what a test says. */
export function createSettingsFolder(): SettingsFolder {
  const path = mkdtempSync(join(tmpdir(), 'pairwatch-settings-'));
  const write = (name: string, text: string) => writeFileSync(join(path, name), text);
  function load(yaml: string, env: Record<string, string> = ENV) {
    write('pairwatch.yaml', yaml);
    return loadSettings({ path: 'pairwatch.yaml', env, cwd: path });
  }
  return {
    path,
    write,
    load,
    async problemsOf(yaml, env) {
      const { problems } = await settingsErrorOf(load(yaml, env));
      return problems.map(({ path, line, found, expected }) => [line, path, found, expected]);
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}

export async function settingsErrorOf(loading: Promise<unknown>): Promise<SettingsError> {
  const error = await loading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SettingsError)) throw new Error(`expected a SettingsError, got ${error}`);
  return error;
}
