import { expect, type Page, test } from '@playwright/test';
import { incidentReportSchema } from '../../lib/contracts/incident-report.ts';
import { verifyBundle } from '../../lib/reports/bundle/verify-bundle.ts';
import { type Api, createApi } from '../support/api.ts';
import { graveViolations } from '../support/axe.ts';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { downloadOf } from '../support/download.ts';
import { tabTo } from '../support/keyboard.ts';
import { textOfStillFrames } from '../support/still-frame.ts';
import { bringTrouble } from '../support/trouble.ts';

/** What is handed in about an incident, and what people write down for it. */

let demo: Demo;
let api: Api;
let page: Page;
let complaints: string[];
let incident: number;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  demo = await startDemo('--history', '0', '--speed', '0.1');
  api = createApi(demo.url, 'demo');
  incident = await bringTrouble(demo.url, 'demo');
  page = await browser.newPage();
  complaints = watchConsole(page);
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

test.afterAll(async () => {
  await page?.close();
  await demo?.stop();
});

const dialog = () => page.getByRole('dialog', { name: `Report on incident ${incident}` });
const preview = () => textOfStillFrames(page);

/** How the incident's sentence begins: the figures in it go on with the pool while it lasts. */
async function subject(): Promise<string> {
  const [begin = ''] = (await api.incident(incident)).incident.sentence.split(/ \d/);
  expect(begin).not.toBe('');
  return begin;
}

test('what contributed is written down, edited and removed, and what it said before stays readable', async () => {
  await page.goto(`${demo.url}/incidents/${incident}`);
  const factors = page.getByRole('region', { name: 'Contributing factors' });
  await factors.getByText('Add a contributing factor').click();
  const form = factors.getByRole('form', { name: 'Add a contributing factor' });
  await form.getByLabel('What contributed to it').fill('One duct for both links.');
  await form.getByLabel('Your name').fill('ann');
  await form.getByRole('button', { name: 'Add the factor' }).click();
  const factor = factors.getByRole('listitem').filter({ hasText: 'One duct for both links' });
  await expect(factor).toContainText('ann');

  await factor.getByRole('button', { name: 'Edit' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit' });
  await expect(editing.getByLabel('What contributed to it')).toBeFocused();
  await editing.getByLabel('What contributed to it').fill('One duct for both links, as planned in 2019.');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(factor).toContainText('as planned in 2019');
  await factor.getByRole('button', { name: /^edited .* ago by ann$/ }).click();
  const versions = page.getByRole('dialog', { name: 'Versions of this contributing factor' });
  await expect(versions.getByRole('region', { name: 'What it says now' })).toContainText(
    'as planned in 2019',
  );
  await expect(versions.getByRole('listitem')).toHaveCount(1);
  await expect(versions.getByRole('listitem')).toContainText('One duct for both links.');
  await expect(versions.getByRole('listitem')).toContainText('until ann changed it');
  await page.keyboard.press('Escape');
  expect((await api.incident(incident)).factors).toMatchObject([
    { text: 'One duct for both links, as planned in 2019.', by: 'ann', edited: { by: 'ann' } },
  ]);

  await form.getByLabel('What contributed to it').fill('The moon.');
  await form.getByRole('button', { name: 'Add the factor' }).click();
  const moon = factors.getByRole('listitem').filter({ hasText: 'The moon.' });
  await moon.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog', { name: 'Remove' }).getByRole('button', { name: 'Remove' }).click();
  await expect(moon).toHaveCount(0);
  await factors.getByRole('button', { name: '1 removed' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText('The moon.');
  await page.keyboard.press('Escape');
});

test('an action has somebody and a date, and says when the date is over', async () => {
  const tasks = page.getByRole('region', { name: /^Follow-up actions/ });
  await tasks.getByText('Add a follow-up action').first().click();
  const form = tasks.getByRole('form', { name: 'Add a follow-up action' });
  await form.getByLabel('What is to be done').fill('Lay a second duct');
  await form.getByLabel('Who is to do it').fill('bob');
  await form.getByLabel('Due').fill('2099-12-01');
  await form.getByRole('button', { name: 'Add the action' }).click();
  const task = tasks.getByRole('listitem').filter({ hasText: 'Lay a second duct' });
  await expect(task).toContainText('to be done by bob');
  await expect(task).toContainText('due 1 Dec 2099 23:59 UTC');
  expect((await api.incident(incident)).tasks).toMatchObject([
    { assignee: 'bob', dueAt: '2099-12-01T23:59:00.000Z', changed: null },
  ]);

  await task.getByRole('button', { name: 'Edit' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit' });
  await editing.getByLabel('Due').fill('2020-12-01');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(task).toContainText('overdue');
  await task.getByRole('button', { name: /^changed .* ago by ann$/ }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText('due 1 Dec 2099');
  await page.keyboard.press('Escape');
});

test('the report is found by its name, shows what the incident is about, and each profile less of it', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`report on incident ${incident}`);
  await expect(
    page.getByRole('option', { name: `Report on incident ${incident}`, exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog()).toBeVisible();
  await expect(dialog().getByRole('status')).toContainText('This is the HTML');
  const shown = await preview();
  expect(shown).toContain(await subject());
  expect(shown).toContain('One duct for both links, as planned in 2019.');
  expect(shown).toMatch(/UTC by ann/);
  expect(await graveViolations(page)).toEqual([]);

  await tabTo(page, dialog().getByRole('radio', { name: 'Internal' }), 5);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(dialog().getByRole('radio', { name: 'Public' })).toBeChecked();
  await expect(dialog().getByRole('status')).toContainText('This is the HTML');
  const forAll = await preview();
  expect(forAll).toContain('1 contributing factor that people named.');
  expect(forAll).not.toContain('as planned in 2019');
  await page.keyboard.press('Escape');
  await expect(dialog()).toBeHidden();
  await expect(page).toHaveURL(`${demo.url}/incidents/${incident}`);
  await page.keyboard.press('r');
  await expect(dialog()).toBeVisible();
});

test('each format is a file that is what it says', async () => {
  async function get(profile: string, format: string) {
    await dialog().getByRole('radio', { name: profile }).check();
    await dialog().getByRole('radio', { name: format }).check();
    return downloadOf(page, () =>
      dialog()
        .getByRole('link', { name: `Download ${format}` })
        .click(),
    );
  }
  const pdf = await get('Internal', 'PDF');
  expect([pdf.name.endsWith('.pdf'), pdf.text.slice(0, 4)]).toEqual([true, '%PDF']);
  expect((await get('Internal', 'HTML')).text).toMatch(/^<!doctype html>/i);
  expect((await get('Internal', 'Markdown')).text).toContain(`# Incident ${incident}`);
  expect((await get('Internal', 'CSV')).text).toContain(`Incident ${incident} opened.`);

  const told = incidentReportSchema.parse(JSON.parse((await get('Internal', 'JSON')).text));
  expect(told).toMatchObject({
    profile: 'internal',
    generated: { by: 'ann' },
    incident: { id: incident, sentence: expect.stringContaining(await subject()) },
    factors: [{ text: 'One duct for both links, as planned in 2019.' }],
    actions: [{ text: 'Lay a second duct', assignee: 'bob', dueAt: '2020-12-01T23:59:00.000Z' }],
    redacted: { addresses: 0, names: 0, withheld: [] },
  });
  const vendor = await get('Vendor', 'JSON');
  const forVendor = incidentReportSchema.parse(JSON.parse(vendor.text));
  expect(forVendor.profile).toBe('vendor');
  expect(forVendor.servers.map(({ name }) => name)).toEqual(told.servers.map(({ name }) => name));
  expect(forVendor.redacted.addresses).toBeGreaterThan(0);
  const publicly = await get('Public', 'JSON');
  const forAll = incidentReportSchema.parse(JSON.parse(publicly.text));
  expect(forAll).toMatchObject({ profile: 'public', notes: [], factors: [], actions: [] });
  for (const { name, host } of told.servers) {
    expect(publicly.text).not.toContain(name);
    expect(vendor.text).not.toContain(host);
  }
  expect(publicly.text).not.toMatch(/\bduct\b/);

  const { manifest, faults } = verifyBundle((await get('Public', 'ZIP bundle')).bytes);
  expect(faults).toEqual([]);
  expect(manifest?.profile).toBe('public');
});

test('why there is no report is said in its place', async () => {
  await dialog().getByLabel('Made by').fill('x'.repeat(81));
  await expect(dialog().getByRole('alert')).toContainText('your name of 1 to 80 characters');
  expect(complaints.filter((each) => !each.includes('status of 4'))).toEqual([]);
  complaints.length = 0;
  await dialog().getByLabel('Made by').fill('ann');
  await expect(dialog().getByRole('status')).toContainText('This is the HTML');
  await expect(dialog().getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('the page of reports hands out each in one click', async () => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Reports' }).click();
  const row = page.getByTestId(`report-${incident}`);
  const ofIncidents = page.getByRole('region', { name: 'On incidents' });
  await ofIncidents.getByRole('radio', { name: /^Vendor/ }).click();
  const { name, text } = await downloadOf(page, () => row.getByRole('link', { name: /^JSON/ }).click());
  expect(name.endsWith('.json')).toBe(true);
  expect(incidentReportSchema.parse(JSON.parse(text))).toMatchObject({
    profile: 'vendor',
    incident: { id: incident },
  });
  await row.getByRole('link', { name: `Incident ${incident}`, exact: true }).click();
  await expect(dialog()).toBeVisible();
});
