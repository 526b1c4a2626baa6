import { expect, type Page, test } from '@playwright/test';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';

/** The wall, what is not there, and what pages say while nothing answers them. */

let demo: Demo;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  demo = await startDemo('--history', '0', '--speed', '0.1');
});

test.afterAll(async () => {
  await demo?.stop();
});

test('a wall goes from pair to pair by itself, stays when asked, and steps by keys', async ({ page }) => {
  const complaints = watchConsole(page);
  await page.goto(`${demo.url}/wall?every=3`);
  const wall = page.getByTestId('wall');
  await expect(page.getByTestId('wall-verdict')).toHaveText('healthy');
  const first = await wall.getAttribute('data-pair');
  await expect(wall).not.toHaveAttribute('data-pair', first ?? '');
  await expect(wall).toHaveAttribute('data-pair', first ?? '');

  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Go on' })).toHaveAttribute('aria-pressed', 'true');
  const held = await wall.getAttribute('data-pair');
  await page.waitForTimeout(4_500);
  await expect(wall).toHaveAttribute('data-pair', held ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(wall).not.toHaveAttribute('data-pair', held ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(wall).toHaveAttribute('data-pair', held ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(wall).not.toHaveAttribute('data-pair', held ?? '');
  expect(complaints).toEqual([]);
});

test('a wall for one pair stays with it, and one for none says so', async ({ page }) => {
  await page.goto(`${demo.url}/wall?pair=campus&every=3`);
  await expect(page.getByTestId('wall')).toHaveAttribute('data-pair', 'campus');
  await expect(page.getByTestId('wall').getByRole('button', { name: 'Stay here' })).toHaveCount(0);
  await page.goto(`${demo.url}/wall?pair=nowhere`);
  await expect(page.getByText('No pair is named “nowhere”')).toBeVisible();
});

test('a wall that is cut off says so above all, and is itself again', async ({ page }) => {
  await page.goto(`${demo.url}/wall?every=3`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  const { web } = demo.product.children();
  process.kill(web, 'SIGSTOP');
  try {
    await expect(page.getByTestId('no-news')).toContainText('This wall is cut off', { timeout: 60_000 });
    await expect(page.getByTestId('no-news')).toContainText(/No news since .* What stands below may be over/);
  } finally {
    process.kill(web, 'SIGCONT');
  }
  await expect(page.getByTestId('no-news')).toBeHidden({ timeout: 60_000 });
  await expect(page.getByTestId('wall-verdict')).toHaveText('healthy');
});

const MISSING = [
  { what: 'a pair', path: '/pairs/nowhere', says: 'There is nothing at this address' },
  { what: 'leases of a pair', path: '/pairs/nowhere/leases', says: 'There is nothing at this address' },
  { what: 'a pool', path: '/pairs/demo/pools/987654', says: 'There is nothing at this address' },
  { what: 'a pool by a word', path: '/pairs/demo/pools/office', says: 'There is nothing at this address' },
  { what: 'an incident', path: '/incidents/987654', says: 'There is no such incident' },
  { what: 'an event', path: '/events/987654', says: 'There is no such event' },
  { what: 'a page', path: '/nowhere', says: 'There is nothing at this address' },
];

for (const { what, path, says } of MISSING) {
  test(`${what} that there is not is answered with 404 and ways on`, async ({ page }) => {
    const answer = await page.goto(`${demo.url}${path}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('main').getByText(says)).toBeVisible();
    await expect(page.getByRole('main').getByRole('link').last()).toBeVisible();
  });
}

test('a page whose web server is gone keeps what it shows, marks it old, and goes on by itself', async ({
  page,
}) => {
  await page.goto(`${demo.url}/pairs/campus`);
  const badge = page.getByTestId('live-badge');
  await expect(badge).toHaveAttribute('data-state', 'live');
  await expect(page.getByTestId('server-state-campus-1')).toHaveText('normal');
  const back = await cutOff(page);
  await expect(badge).toHaveAttribute('data-state', 'lost', { timeout: 60_000 });
  await expect(page.getByTestId('old-data')).toContainText(
    'This page cannot reach Pairwatch’s web server, so it knows no news',
    { timeout: 60_000 },
  );
  await expect(page.getByTestId('verdict')).toHaveText('unknown');
  await expect(page.getByTestId('server-state-campus-1')).toHaveText('normal');
  await expect(page.getByTestId('server-campus-1')).toContainText('last known:');
  await back();
  await expect(badge).toHaveAttribute('data-state', 'live', { timeout: 60_000 });
  await expect(page.getByTestId('old-data')).toBeHidden();
  await expect(page.getByTestId('verdict')).toHaveText('healthy');
});

/** Lets nothing of a page through to the server; gives what lets it through again. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.context().setOffline(true);
  return () => page.context().setOffline(false);
}
