import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startSimulatedPair } from '../../lib/simulate/start.ts';
import { freePort, LAUNCHER, type Product, startProduct } from './product.ts';

export type PlantedProduct = {
  product: Product;
  /** Path of its pairwatch.yaml. */
  settings: string;
  folder: string;
  /** What it runs with, which holds some of the secrets. */
  env: Record<string, string>;
  /** Every secret it was given or made, by what it is. None may ever come out. */
  secrets: Record<string, string>;
  /** `Cookie` of an admin. */
  cookie: string;
  /** Token of an admin. */
  token: string;
  close(): Promise<void>;
};

const secretText = () => `Kanari${randomBytes(18).toString('hex')}`;
/** As `openssl rand -base64` makes them. */
const secretBytes = () => randomBytes(33).toString('base64');

/**
 * Starts the product with people signing in, on a simulated pair, with a secret of its own in every place that has room for
 * one: settings, environment, files beside them, dhcpd.conf, database.
 */
export async function startPlantedProduct(): Promise<PlantedProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-planted-'));
  const pair = await startSimulatedPair({ folder: join(folder, 'pair'), ntp: true });
  const close = async () => {
    await pair.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const secrets: Record<string, string> = {
      'OMAPI secret': pair.key.secret,
      'OMAPI secret of the second pair': secretBytes(),
      'OMAPI secret of a stored pair': secretBytes(),
      'passphrase of the SSH key': secretText(),
      'address of a heartbeat': secretText(),
      'address of an endpoint': secretText(),
      'parameter of an address': secretText(),
      'header of an endpoint': secretText(),
      'signing secret': secretBytes(),
      'signing secret from the environment': secretBytes(),
      'SMTP password': secretText(),
      'routing key': randomBytes(16).toString('hex'),
      'password in a proxy address': secretText(),
      'address of a stored endpoint': secretText(),
      'signing secret of a stored endpoint': secretBytes(),
      'header of a stored endpoint': secretText(),
      'secret in dhcpd.conf': secretBytes(),
      'password in a comment of dhcpd.conf': secretText(),
      'secret of an OpenID Connect client': secretText(),
      "a user's password": secretText(),
    };
    const secret = (name: string) => secrets[name] ?? '';
    mkdirSync(join(folder, 'keys'));
    const keyFile = join(folder, 'keys', 'away');
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      'ed25519',
      '-N',
      secret('passphrase of the SSH key'),
      '-f',
      keyFile,
    ]);
    secrets['SSH key'] = readFileSync(keyFile, 'utf8').split('\n')[3] ?? '';
    for (const { configPath } of pair.servers)
      appendFileSync(
        configPath,
        `\n# password: ${secret('password in a comment of dhcpd.conf')}\nkey "ddns" { algorithm hmac-sha256; secret "${secret('secret in dhcpd.conf')}"; };\n`,
      );
    const port = await freePort();
    const settings = join(folder, 'pairwatch.yaml');
    writeFileSync(settings, settingsText(pair.entry, secret, `127.0.0.1:${port}`), { mode: 0o600 });
    const env = {
      KANARI_OMAPI: secret('OMAPI secret of the second pair'),
      KANARI_PASSPHRASE: secret('passphrase of the SSH key'),
      KANARI_SIGNING: secret('signing secret from the environment'),
      PAIRWATCH_LOG: 'debug',
      PAIRWATCH_LOG_FORMAT: 'json',
    };
    const url = `http://127.0.0.1:${port}`;
    const product = await startProduct(['start', '--config', settings], url, env);
    const stop = async () => {
      await product.stop();
      await close();
    };
    try {
      const cookie = await signUp(product, secret("a user's password"));
      secrets['session cookie'] = cookie.slice(cookie.indexOf('=') + 1);
      secrets['session token'] = decodeURIComponent(secrets['session cookie']).split('.')[0] ?? '';
      const token = execFileSync(
        process.execPath,
        [LAUNCHER, 'token', 'create', '--name', 'planted', '--role', 'admin', '--config', settings],
        { encoding: 'utf8', env: { ...process.env, ...env } },
      ).trim();
      secrets['API token'] = token;
      await storeOnPages(url, token, secret);
      return { product, settings, folder, env, secrets, cookie, token, close: stop };
    } catch (error) {
      await product.stop();
      throw error;
    }
  } catch (error) {
    await close();
    throw error;
  }
}

function settingsText(entry: object, secret: (name: string) => string, listen: string): string {
  const server = (role: string, host: string) => ({
    role,
    name: `away-${role}`,
    host,
    omapi: { port: 9, key: { name: 'omapi_key', algorithm: 'hmac-sha256', secret: 'env:KANARI_OMAPI' } },
    config: { path: '/etc/dhcp/dhcpd.conf', test: false },
    reach: {
      ssh: {
        user: 'pairwatch',
        port: 9,
        key: 'file:keys/away',
        passphrase: 'env:KANARI_PASSPHRASE',
        fingerprint: `SHA256:${'A'.repeat(43)}`,
      },
    },
  });
  const away = {
    name: 'away',
    peer: 'partner',
    servers: [server('primary', '127.0.0.1'), server('secondary', '127.0.0.2')],
  };
  const hook = `http://127.0.0.1:9/${secret('address of an endpoint')}?token=${secret('parameter of an address')}`;
  const here = { allow: ['127.0.0.0/8'] };
  return stringify({
    pairs: [entry, away],
    endpoints: [
      {
        name: 'hook',
        url: hook,
        secrets: [secret('signing secret'), 'env:KANARI_SIGNING'],
        headers: { Authorization: `Bearer ${secret('header of an endpoint')}` },
        kinds: ['incident', 'alert', 'every-alert', 'verdict'],
        ...here,
      },
      {
        name: 'pager',
        kind: 'pagerduty',
        url: 'http://127.0.0.1:9/',
        'routing-key': secret('routing key'),
        ...here,
      },
      {
        name: 'proxied',
        kind: 'slack',
        url: 'http://hooks.invalid/',
        proxy: `http://user:${secret('password in a proxy address')}@127.0.0.1:9`,
        ...here,
      },
      {
        name: 'mail',
        kind: 'email',
        smtp: { host: '127.0.0.1', port: 9, user: 'u', password: secret('SMTP password') },
        from: 'a@example.net',
        to: ['b@example.net'],
        ...here,
      },
    ],
    heartbeats: [
      {
        name: 'watchdog',
        url: `http://127.0.0.1:9/${secret('address of a heartbeat')}`,
        every: '10s',
        ...here,
      },
    ],
    listen,
    data: 'data',
    signIn: {
      oidc: {
        issuer: 'http://127.0.0.1:9',
        clientId: 'pairwatch',
        clientSecret: secret('secret of an OpenID Connect client'),
        defaultRole: 'viewer',
      },
    },
  });
}

/** Makes the first user by the link that was printed; gives the cookie of the session. */
export async function signUp(product: Product, password: string): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const key = /\/set-up\?key=(\S+)/.exec(product.output())?.[1];
    if (key === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    const answer = await fetch(`${product.url}/api/set-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key, name: 'Anna', email: 'anna@example.net', password }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (!answer.ok || cookie === undefined)
      throw new Error(`set-up: ${answer.status} ${await answer.text()}`);
    return cookie;
  }
  throw new Error(`no set-up link was printed:\n${product.output()}`);
}

async function storeOnPages(url: string, token: string, secret: (name: string) => string): Promise<void> {
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  await post('endpoints', {
    kind: 'standard',
    by: 'Anna',
    name: 'stored-hook',
    url: `http://127.0.0.1:9/${secret('address of a stored endpoint')}`,
    secrets: [secret('signing secret of a stored endpoint')],
    headers: { 'X-Key': secret('header of a stored endpoint') },
    allow: ['127.0.0.0/8'],
  });
  const key = { name: 'k', algorithm: 'hmac-sha256', secret: secret('OMAPI secret of a stored pair') };
  const servers = (['primary', 'secondary'] as const).map((role, index) => ({
    role,
    name: `stored-${role}`,
    host: `127.0.0.${index + 3}`,
    omapi: { port: 9, key },
  }));
  await post('settings/pairs', { by: 'Anna', pair: { name: 'stored', peer: 'partner', servers } });
}
