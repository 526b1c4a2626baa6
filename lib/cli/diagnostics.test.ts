import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { seal } from '../secrets/seal.ts';
import { loadSecretKey } from '../secrets/secret-key.ts';
import { settingsYaml } from '../simulate/settings-yaml.ts';
import { type SimulatedPair, startSimulatedPair } from '../simulate/start.ts';
import { storePair } from '../store/stored-pairs.ts';
import { maskedSettings } from './diagnostics/masked-settings.ts';
import { diagnosticsCommand } from './diagnostics.ts';

/** Planted wherever a secret may stand; each is long enough to be nothing else. */
const base64 = (text: string) => Buffer.from(text.padEnd(30, '.')).toString('base64');
const CANARIES = {
  omapi: base64('canary omapi secret'),
  stored: base64('canary of stored pair'),
  signing: base64('canary signing secret'),
  path: 'T0CANARY/B1HOOK/x9secretPath',
  query: 'canary-query-parameter',
  header: 'Bearer canary-header-token',
  password: 'canary smtp + pass/word',
  environment: 'canary-environment-token',
};

let folder: string;
let simulated: SimulatedPair;
let sshKey: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-diagnostics-'));
  mkdirSync(join(folder, 'data'));
  simulated = await startSimulatedPair({ folder: join(folder, 'pair'), speed: 20, seed: 3, story: [] });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'id')]);
  sshKey = readFileSync(join(folder, 'id'), 'utf8').split('\n')[2] ?? '';
  env = { PAIRWATCH_API_TOKEN: CANARIES.environment, SMTP_PASSWORD: CANARIES.password };
  writeFileSync(
    join(folder, 'pairwatch.log'),
    `{"msg":"all is well"}\n{"msg":"sent to https://hooks.slack.com/services/${CANARIES.path}"}\n{"authorization":"${CANARIES.header}"}\n`,
  );
  const entry = JSON.stringify(simulated.entry);
  writeSettings(entry.replace(/file:[^"]*omapi-secret/, CANARIES.omapi));
  await storePairOf(entry.replace(/file:[^"]*omapi-secret/, CANARIES.stored));
});

afterEach(async () => {
  await simulated.stop();
  rmSync(folder, { recursive: true });
});

function writeSettings(entry: string): void {
  const pair = JSON.parse(entry);
  pair.servers[1].reach = {
    ssh: {
      user: 'pairwatch',
      host: '127.0.0.1',
      port: 1,
      key: `file:${folder}/id`,
      fingerprint: `SHA256:${'A'.repeat(43)}`,
    },
  };
  const endpoints = [
    { name: 'chat', kind: 'slack', url: `https://hooks.slack.com/services/${CANARIES.path}` },
    {
      name: 'hook',
      url: `https://hook.example.net/x?token=${CANARIES.query}`,
      secret: CANARIES.signing,
      headers: { Authorization: CANARIES.header },
    },
    {
      name: 'mail',
      kind: 'email',
      smtp: {
        host: 'mail.example.net',
        security: 'tls',
        user: 'canary-account',
        password: 'env:SMTP_PASSWORD',
      },
      from: 'pairwatch@example.net',
      to: ['ops@example.net'],
    },
  ];
  writeFileSync(join(folder, 'pairwatch.yaml'), settingsYaml([pair], { data: './data', endpoints }));
}

async function storePairOf(entry: string): Promise<void> {
  const url = `file:${join(folder, 'data/pairwatch.db')}`;
  await migrate(url);
  const key = await loadSecretKey({ env: {}, dataFolder: join(folder, 'data'), make: true });
  const db = await openDatabase(url, { role: 'collector' });
  const sealed = seal(key, entry.replace('"demo"', '"stored"'));
  await db.write((tx) => storePair(tx, { name: 'stored', sealed, by: 'anna', now: Date.now() }));
  await db.close();
}

async function run(...options: string[]): Promise<string> {
  let told = '';
  const io = {
    stdout: { write: (text: string | Uint8Array) => (told += text) },
    stderr: { write: (text: string) => (told += text) },
    env,
  };
  const words = [
    '--config',
    join(folder, 'pairwatch.yaml'),
    '--log',
    join(folder, 'pairwatch.log'),
    ...options,
  ];
  expect(await diagnosticsCommand(words, io)).toBe(0);
  return told;
}

async function bundle(...options: string[]): Promise<Record<string, string>> {
  const out = join(folder, `out-${options.join('')}.zip`);
  await run('--out', out, ...options);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  return Object.fromEntries(
    Object.entries(unzipSync(readFileSync(out))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}

const formsOf = (secret: string) => {
  const inner = Buffer.from(secret);
  return [
    secret,
    inner.toString('base64'),
    inner.toString('hex'),
    encodeURIComponent(secret),
    [...secret].reverse().join(''),
    JSON.stringify(secret).slice(1, -1),
  ];
};

it('holds what helps and none of the secrets, in whatever form', async () => {
  const files = await bundle();
  expect(Object.keys(files)).toEqual([
    'doctor.txt',
    'doctor.json',
    'versions.json',
    'settings.yaml',
    'log.txt',
    'health.json',
    'failed-deliveries.json',
  ]);
  const all = Object.values(files).join('\n');
  const forms = [...Object.values(CANARIES), sshKey].flatMap((secret) => [
    ...formsOf(secret),
    // What base64 stands for is as good as the base64.
    ...formsOf(Buffer.from(secret, 'base64').toString('latin1')).filter((form) => form.length > 8),
  ]);
  expect(forms.filter((form) => all.includes(form))).toEqual([]);
  expect(forms.length).toBeGreaterThan(60);
  expect(files['settings.yaml']).toContain('url: hooks.slack.com (withheld)');
  expect(files['settings.yaml']).toContain('password: env:SMTP_PASSWORD');
  expect(files['log.txt']).toContain('all is well');
  expect(files['health.json']).toContain('"last": "0');
  expect(files['doctor.txt']).toContain('Pair demo');
}, 30_000);

it('has stand-ins for hosts where it is asked to', async () => {
  const all = Object.values(await bundle('--redact')).join('\n');
  for (const name of ['dhcp-a', 'dhcp-b', '127.0.0.1']) expect(all).not.toContain(name);
  expect(all).toContain('server 1a');
}, 30_000);

it('prints each file as it would leave, and writes nothing', async () => {
  const told = await run('--preview');
  expect(told).toMatch(/===== settings\.yaml: \d+ bytes\n/);
  expect(told).not.toContain('pairwatch-diagnostics.zip');
}, 30_000);

it('shows nothing of a secret under a misspelled key, in a file that is no YAML, or that is a number', () => {
  expect(maskedSettings('endpoints: [{ name: x, sekret: canary, password: 12345678 }]')).toBe(
    'endpoints:\n  - name: x\n    sekret: (withheld)\n    password: (withheld)\n',
  );
  expect(maskedSettings('a: [canary')).not.toContain('canary');
});
