import { expect, test } from '@playwright/test';
import { type Demo, startDemo } from '../support/demo.ts';

/** What a page asks for when it wakes up in the browser: nothing that the server has just drawn, unless it changed since. */

let demo: Demo;

test.beforeAll(async () => {
  demo = await startDemo('--history', '0', '--pairs', '1', '--speed', '0.1');
});

test.afterAll(async () => {
  await demo?.stop();
});

test('what the server has just drawn is not asked for again', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${demo.url}/settings/rules`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await page.waitForTimeout(1_500);
  expect(asked).toContain('/api/live');
  expect(asked).not.toContain('/api/v1/rules');
});

test('what changed between the drawing and the first hint is asked for again', async ({ page }) => {
  let listen = () => {};
  const held = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await page.route('**/api/live**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${demo.url}/settings/silences`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'connecting');
  const answer = await fetch(`${demo.url}/api/v1/silences`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      by: 'ann',
      pair: 'demo',
      rule: 'pool-full',
      server: null,
      pool: null,
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      reason: 'made while nobody listened',
    }),
  });
  expect(answer.status).toBe(201);
  await expect(page.getByRole('main')).not.toContainText('made while nobody listened');
  listen();
  // Sooner than a page that hears nothing asks by itself.
  await expect(page.getByRole('main')).toContainText('made while nobody listened', { timeout: 8_000 });
});
