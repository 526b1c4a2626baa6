import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { openDatabase } from '../../lib/db/client.ts';
import { type PlantedProduct, startPlantedProduct } from '../support/planted-product.ts';
import { LAUNCHER } from '../support/product.ts';
import { apiRoutes, pages } from '../support/routes.ts';

let planted: PlantedProduct;

test.beforeAll(async () => {
  planted = await startPlantedProduct();
  await plantInDatabase();
});

test.afterAll(async () => {
  await planted?.close();
});

/** What was made by itself while it started, and a second factor. */
async function plantInDatabase(): Promise<void> {
  const { folder, secrets } = planted;
  const factor = randomBytes(20).toString('hex');
  const db = await openDatabase(`file:${join(folder, 'data', 'pairwatch.db')}`, { role: 'web' });
  try {
    await db.write(async (tx) => {
      const user = await tx.user.findFirstOrThrow();
      await tx.twoFactor.create({
        data: { id: 'kanari', userId: user.id, secret: factor, backupCodes: factor },
      });
      const account = await tx.account.findFirstOrThrow();
      secrets['hash of a password'] = account.password ?? '';
      const token = await tx.apiToken.findFirstOrThrow();
      secrets['hash of a token'] = token.hash;
    });
  } finally {
    await db.close();
  }
  secrets['second factor'] = factor;
  secrets['key of the database'] = readFileSync(join(folder, 'data', 'secret.key'), 'utf8').trim();
}

/** How a secret may stand in a text: as it is, in hex, by percent signs, and in base64 whatever stands before it. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The first and last characters depend on what stands beside it.
    return text.slice(offset === 0 ? 0 : 4, Math.floor(((offset + bytes.length) * 8) / 6) - 1);
  });
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...inBase64];
  forms.push(...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')));
  forms.push(bytes.toString('hex'), bytes.toString('hex').toUpperCase());
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(secret)) forms.push(Buffer.from(secret, 'base64').toString('hex'));
  return [...new Set(forms)].filter((form) => form.length >= 12);
}

const leaks: string[] = [];
const figures = { texts: 0, bytes: 0 };

function look(where: string, text: string, besides: readonly string[] = []): void {
  figures.texts += 1;
  figures.bytes += text.length;
  for (const [name, secret] of Object.entries(planted.secrets)) {
    if (besides.includes(name)) continue;
    for (const form of formsOf(secret)) if (text.includes(form)) leaks.push(`${where}: ${name} as ${form}`);
  }
}

/** What a file holds, as far as a reader of it can tell: of a bundle all that is in it, of a PDF its words. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.startsWith('PK')) return Object.values(unzipSync(bytes)).map(textOf).join('\n');
  if (!text.startsWith('%PDF')) return text;
  const words = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], {
    input: bytes,
    encoding: 'utf8',
  });
  // A word too long for its line goes on in the next.
  return `${text}\n${words}\n${words.replaceAll(/\s/g, '')}`;
}

async function get(path: string): Promise<{ status: number; text: string }> {
  const headers: HeadersInit =
    path.startsWith('/api/') || path === '/metrics'
      ? { Authorization: `Bearer ${planted.token}` }
      : { Cookie: planted.cookie };
  const answer = await fetch(`${planted.product.url}${path}`, {
    headers,
    signal: AbortSignal.timeout(30_000),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = textOf(bytes);
  look(`GET ${path}`, `${JSON.stringify([...answer.headers])}\n${text}`);
  return { status: answer.status, text };
}

/** An address of a route with what is there: `1` stands for what is named by what is asked for. */
function filledIn(path: string): string[] {
  const names: Record<string, string[]> = {
    pairs: path.includes('/settings/') ? ['stored'] : ['demo', 'away', 'stored'],
    endpoints: ['hook', 'mail', 'pager', 'proxied', 'stored-hook'],
  };
  const found = /\/(pairs|endpoints)\/1(?=\/|$)/.exec(path);
  if (found === null) return [path];
  return (names[found[1] ?? ''] ?? []).map((name) => path.replace(found[0], `/${found[1]}/${name}`));
}

test('no page, answer, export or report holds a secret', async () => {
  test.setTimeout(240_000);
  // So that errors with addresses and accounts in them are there to be told.
  await expect.poll(async () => (await get('/api/v1/incidents')).text, { timeout: 60_000 }).toContain('away');
  const apis = apiRoutes()
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => filledIn(path));
  const formats = ['pdf', 'html', 'md', 'csv', 'json', 'zip'].flatMap((format) =>
    ['internal', 'public'].map((profile) => `/api/v1/incidents/1/report?format=${format}&profile=${profile}`),
  );
  const exports = ['csv', 'json'].flatMap((format) => [
    `/api/v1/events/export?format=${format}`,
    `/api/v1/pairs/demo/leases?format=${format}`,
  ]);
  const parts = ['readiness', 'clocks', 'balance', 'forecast', 'countdowns'].map(
    (part) => `/api/v1/pairs/demo/${part}`,
  );
  const shown = pages().flatMap(filledIn);
  const asked = new Set([
    ...apis,
    ...parts,
    ...exports,
    ...formats,
    ...shown,
    '/metrics',
    '/api/health/ready',
    '/nowhere',
  ]);
  let answered = 0;
  for (const path of asked) {
    if (path === '/api/live') continue;
    const { status } = await get(path);
    if (status === 200) answered += 1;
  }
  console.log(
    `secrets: ${Object.keys(planted.secrets).length}; asked: ${asked.size}, ${answered} answered 200`,
  );
  expect(answered).toBeGreaterThan(100);
  expect(leaks).toEqual([]);
});

test('nothing refused, no command and no log tells one', async () => {
  test.setTimeout(240_000);
  const { settings, folder, env, product, token } = planted;
  for (const { path, method } of apiRoutes().filter((route) => route.method !== 'GET')) {
    for (const at of filledIn(path)) {
      if (method === 'DELETE' && !at.endsWith('/1')) continue;
      const answer = await fetch(`${product.url}${at}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: '{"name":1}',
      });
      look(`${method} ${at}`, await answer.text());
    }
  }
  const commands = [
    'check',
    'doctor --json',
    'diagnostics --preview',
    'status',
    'incidents',
    'alerts',
    'endpoints list',
    'endpoints test hook',
    'deliveries list',
    'drills',
    'users list',
    'token list',
    'backups list',
    'report 1 --format md --out -',
  ];
  for (const command of commands) {
    const out = await outputOf([...command.split(' '), '--config', settings], env);
    expect(out, command).not.toBe('');
    look(`pairwatch ${command}`, out);
  }
  look('the log at debug', product.output());
  expect(product.output()).toContain('"level":20');
  const zip = join(folder, 'out.zip');
  await outputOf(['diagnostics', '--out', zip, '--config', settings], env);
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip))))
    look(`diagnostics ${name}`, textOf(bytes));
  console.log(
    `looked through ${figures.texts} texts of ${Math.round(figures.bytes / 1e6)} MB; secrets found: ${leaks.length}`,
  );
  expect(leaks).toEqual([]);
});

/** Both streams of a command, however it ends. */
function outputOf(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [LAUNCHER, ...args],
      { env: { ...process.env, ...env }, maxBuffer: 1e8 },
      (_, stdout, stderr) => resolve(stdout + stderr),
    );
  });
}
