import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { printed } from '../support/command.ts';
import { type IdentityProvider, identityProvider } from '../support/identity-provider.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';

const LABEL = 'Sign in with Example ID';
const SECRET = 'a client secret that nobody is told';
const ANNA = { name: 'Anna Example', email: 'anna@example.net', email_verified: true };
const OTTO = { name: 'Otto', email: 'otto@example.net', password: 'correct horse battery' };

let folder: string;
let settings: string;
let product: Product;
let provider: IdentityProvider;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-oidc-'));
  settings = join(folder, 'pairwatch.yaml');
  const url = `http://127.0.0.1:${await freePort()}`;
  const redirectUri = `${url}/api/auth/oidc/callback`;
  provider = await identityProvider({ id: 'pairwatch', secret: SECRET, redirectUri });
  writeFileSync(join(folder, 'secret'), SECRET);
  writeSettings(url, true);
  // The provider is not there yet, which is in nobody's way.
  product = await startProduct(['start', '--config', settings], url);
});

test.afterAll(async () => {
  await product?.stop();
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

function writeSettings(url: string, passwords: boolean): void {
  writeFileSync(
    settings,
    `pairs: []
listen: ${new URL(url).host}
data: .
signIn:
  passwords: ${passwords}
  oidc:
    issuer: ${provider.issuer}
    clientId: pairwatch
    clientSecret: file:secret
    label: ${LABEL}
    roles: { viewer: [staff], operator: [noc], admin: [dhcp] }
`,
  );
}

const pairwatch = (...args: string[]) => printed([...args, '--config', settings]);

/** Goes to the provider from /sign-in and signs in there, as far as its last page. */
async function signInThere(page: Page, login: string, from = '/sign-in'): Promise<void> {
  await page.goto(`${product.url}${from}`);
  await page.getByRole('link', { name: LABEL }).click();
  await fillIn(page, login);
}

async function fillIn(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
}

/** Where an address leads on to. */
async function leadingOn(context: BrowserContext, address: string): Promise<URL> {
  const answer = await context.request.get(address, { maxRedirects: 0 });
  return new URL(answer.headers().location ?? '', address);
}

/** What the provider would have the browser bring back from its last page. */
async function answerOf(page: Page): Promise<URL> {
  const last = await page.locator('form').first().getAttribute('action');
  const consented = await page.request.post(new URL(last ?? '', page.url()).href, {
    form: { prompt: 'consent' },
    maxRedirects: 0,
  });
  return leadingOn(page.context(), new URL(consented.headers().location ?? '', page.url()).href);
}

async function comeBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${product.url}/**`);
}

const refusal = (page: Page) => page.getByRole('alert').filter({ hasText: 'You are not signed in' });

/** Cookies are of a host, whatever its port: those of the provider are not asked about. */
async function isSignedIn(context: BrowserContext): Promise<boolean> {
  return (await context.request.get(`${product.url}/api/v1/pairs`)).ok();
}

async function entries(page: Page, deed: string): Promise<{ actor: { name: string }; after: unknown }[]> {
  const answer = await page.request.get(`${product.url}/api/v1/audit?deed=${deed}`);
  return (await answer.json()).entries;
}

test('a provider that is down is told in words, and a password serves all the same', async ({ page }) => {
  const key = () => /\/set-up\?key=(\S+)/.exec(product.output())?.[1];
  await expect.poll(key).toBeDefined();
  await page.goto(`${product.url}/sign-in`);
  await page.getByRole('link', { name: LABEL }).click();
  await expect(refusal(page)).toContainText('could not be reached');
  const made = await page.request.post(`${product.url}/api/set-up`, {
    data: { key: key(), ...OTTO },
    headers: { Origin: product.url },
  });
  expect(made.status()).toBe(200);
  await page.context().clearCookies();
  await page.goto(`${product.url}/sign-in?refused=provider-down`);
  await page.getByLabel('E-mail address').fill(OTTO.email);
  await page.getByLabel('Password').fill(OTTO.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${product.url}/`);
  await provider.start();
});

test('who signed in at the provider is back where he wanted to be, with the role of his groups', async ({
  page,
}) => {
  provider.knows({ ...ANNA, groups: ['staff', 'dhcp'] });
  await signInThere(page, 'anna', '/events?last=24h');
  await comeBack(page);
  await expect(page).toHaveURL(`${product.url}/events?last=24h`);
  await page.getByRole('button', { name: ANNA.name }).click();
  await expect(page.getByText('role admin')).toBeVisible();
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.startsWith('pairwatch.'));
  expect(cookie).toMatchObject({ name: 'pairwatch.session_token', httpOnly: true, sameSite: 'Lax' });
  expect((await entries(page, 'signed-in'))[0]).toMatchObject({
    actor: { name: ANNA.name },
    after: { by: provider.issuer },
  });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await isSignedIn(page.context())).toBe(false);
});

test('the role is that of the groups at the last sign-in', async ({ page }) => {
  provider.knows({ ...ANNA, groups: ['noc'] });
  await signInThere(page, 'anna');
  await comeBack(page);
  await page.getByRole('button', { name: ANNA.name }).click();
  await expect(page.getByText('role operator')).toBeVisible();
});

test('who has no mapped group, or the address of somebody else, is refused in words', async ({
  page,
  browser,
}) => {
  provider.knows({ ...ANNA, groups: ['others'] });
  await signInThere(page, 'anna');
  await comeBack(page);
  await expect(refusal(page)).toContainText('none of your groups has a role here');
  expect(await isSignedIn(page.context())).toBe(false);

  const other = await browser.newPage();
  provider.knows({ ...OTTO, email_verified: true, groups: ['dhcp'] });
  await signInThere(other, 'otto');
  await comeBack(other);
  await expect(refusal(other)).toContainText('Somebody here has your e-mail address already');
  expect(await isSignedIn(other.context())).toBe(false);
  await other.close();
});

test('what was changed on the way there or back signs nobody in', async ({ browser }) => {
  provider.knows({ ...ANNA, groups: ['dhcp'] });
  const change = { there: ['nonce', 'state', 'code_challenge'], back: ['state', 'code', 'iss'] };
  const another = 'A'.repeat(43);
  for (const [way, names] of Object.entries(change)) {
    for (const name of [null, ...names]) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const asked = await leadingOn(context, `${product.url}/api/auth/oidc`);
      if (way === 'there' && name !== null) asked.searchParams.set(name, another);
      await page.goto(asked.href);
      await fillIn(page, 'anna');
      const answered = await answerOf(page);
      if (way === 'back' && name !== null) answered.searchParams.set(name, another);
      await page.goto(answered.href);
      if (name !== null) await expect(refusal(page), `${way}: ${name}`).toBeVisible();
      expect(await isSignedIn(context), `${way}: ${name}`).toBe(name === null);
      // An answer serves once, and in the browser that asked.
      expect((await leadingOn(context, answered.href)).search).toBe('?refused=lost');
      await context.close();
    }
  }
});

test('without passwords the provider is the only way in, but for a link of the command line', async ({
  page,
}) => {
  await product.stop();
  writeSettings(product.url, false);
  product = await startProduct(['start', '--config', settings], product.url);
  await page.goto(`${product.url}/sign-in`);
  await expect(page.getByRole('link', { name: LABEL })).toBeVisible();
  await expect(page.getByLabel('Password')).toHaveCount(0);
  const tried = await page.request.post(`${product.url}/api/auth/sign-in/email`, {
    data: { email: OTTO.email, password: OTTO.password },
    headers: { Origin: product.url },
  });
  expect(tried.status()).toBe(409);
  await page.goto(pairwatch('users', 'password-link', OTTO.email));
  await page.getByRole('textbox', { name: 'Password' }).fill('another long password');
  await page.getByRole('button', { name: 'Keep this password and sign in' }).click();
  await expect(page).toHaveURL(`${product.url}/`);
  const refused = await entries(page, 'sign-in-refused');
  const reasons = refused.map(({ after }) => (after as { reason?: string } | null)?.reason);
  expect(new Set(reasons)).toEqual(new Set(['no-role', 'email-taken', 'wrong-answer']));
  const said = `${product.output()}${JSON.stringify(refused)}${pairwatch('diagnostics', '--preview')}`;
  expect(said).not.toContain(SECRET);
});
