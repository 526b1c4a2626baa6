import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type IdentityProxy, startIdentityProxy } from '../support/identity-proxy.ts';
import { freePort, type Product, startProduct } from '../support/product.ts';

const ANNA = { 'X-Forwarded-User': 'anna', 'X-Forwarded-Groups': 'staff, dhcp' };

let folder: string;
let product: Product;
/** Connects from the address that is listed. */
let listed: IdentityProxy;
let unlisted: IdentityProxy;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-proxy-sign-in-'));
  const settings = join(folder, 'pairwatch.yaml');
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(
    settings,
    `pairs: []
listen: ${listen}
data: .
signIn:
  proxy:
    addresses: [127.0.0.2]
    groupsHeader: X-Forwarded-Groups
    roles: { viewer: [staff], admin: [dhcp] }
`,
  );
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
  listed = await startIdentityProxy(product.url, '127.0.0.2');
  unlisted = await startIdentityProxy(product.url, '127.0.0.1');
});

test.afterAll(async () => {
  await listed?.stop();
  await unlisted?.stop();
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a proxy that is listed says who asks, with what role, and where to sign out', async ({ page }) => {
  listed.say(ANNA);
  await page.goto(`${listed.url}/`);
  await page.getByRole('button', { name: 'anna' }).click();
  await expect(page.getByText('role admin')).toBeVisible();
  await expect(page.getByText('Sign out there.')).toBeVisible();
  await page.goto(`${listed.url}/settings/people`);
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();

  const origin = { Origin: listed.url };
  const out = await page.request.post(`${listed.url}/api/auth/sign-out`, { headers: origin });
  expect([out.status(), (await out.json()).title]).toEqual([409, 'The proxy in front says who you are']);
  const token = { name: 'by-proxy', role: 'viewer', pairs: null, days: 1, by: 'anna' };
  const made = await page.request.post(`${listed.url}/api/v1/tokens`, { headers: origin, data: token });
  expect(made.status()).toBe(201);
  const foreign = await page.request.post(`${listed.url}/api/v1/tokens`, { data: token });
  expect(foreign.status()).toBe(403);
  const audit = await page.request.get(`${listed.url}/api/v1/audit?deed=token-made`);
  expect((await audit.json()).entries[0]).toMatchObject({ actor: { kind: 'proxy', name: 'anna' } });
});

test('the role is that of now, and whom nothing gives one is told so', async ({ page }) => {
  listed.say({ ...ANNA, 'X-Forwarded-Groups': 'staff' });
  expect((await page.request.get(`${listed.url}/api/v1/pairs`)).status()).toBe(200);
  expect((await page.request.get(`${listed.url}/api/v1/users`)).status()).toBe(403);
  listed.say({ ...ANNA, 'X-Forwarded-Groups': 'others' });
  expect((await page.request.get(`${listed.url}/api/v1/pairs`)).status()).toBe(403);
  await page.goto(`${listed.url}/`);
  await expect(page.getByRole('heading', { name: 'You are known, but may see nothing here' })).toBeVisible();
  await expect(page.getByText('none of your groups has a role here')).toBeVisible();
});

test('nobody else is believed, whatever headers come', async ({ page }) => {
  unlisted.say({ ...ANNA, 'X-Forwarded-For': '127.0.0.2', 'X-Pairwatch-Peer': '127.0.0.2' });
  for (const url of [unlisted.url, product.url]) {
    const headers = { ...ANNA, 'X-Forwarded-For': '127.0.0.2', 'X-Pairwatch-Peer': '127.0.0.2' };
    expect((await page.request.get(`${url}/api/v1/pairs`, { headers })).status()).toBe(401);
  }
  await page.goto(`${unlisted.url}/events`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  expect(product.output().match(/signIn\.proxy\.addresses does not list/g)).toHaveLength(1);
});
