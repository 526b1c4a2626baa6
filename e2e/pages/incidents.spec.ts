import { expect, type Page, test } from '@playwright/test';
import { silenceListSchema } from '../../lib/contracts/silence.ts';
import { startWebhookReceiver } from '../../lib/testing/webhook-receiver.ts';
import { type Api, createApi } from '../support/api.ts';
import { watchConsole } from '../support/console.ts';
import { type Demo, startDemo } from '../support/demo.ts';
import { tabTo } from '../support/keyboard.ts';
import { ask, bringTrouble } from '../support/trouble.ts';

/** What is done about trouble, and what is told of it afterwards. */

const SECRET = Buffer.from('a secret for a webhook of a test').toString('base64');

let demo: Demo;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let api: Api;
let page: Page;
let complaints: string[];
let incident: number;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  receiver = await startWebhookReceiver();
  demo = await startDemo('--history', '0', '--speed', '0.1');
  api = createApi(demo.url, 'demo');
  await ask(demo.url, 'POST', 'endpoints', {
    kind: 'standard',
    name: 'ops',
    by: 'test',
    url: receiver.url,
    secrets: [SECRET],
    kinds: ['incident'],
    pairs: ['demo'],
    allow: ['127.0.0.0/8'],
  });
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
  await receiver?.close();
});

test('an incident says what it is made of: its pools, its figures, its history, and who was told', async () => {
  await page.goto(`${demo.url}/incidents`);
  await page
    .getByTestId(`incident-${incident}`)
    .getByRole('link', { name: `Incident ${incident}` })
    .click();
  await expect(page).toHaveURL(`${demo.url}/incidents/${incident}`);
  await expect
    .poll(async () =>
      (await api.incident(incident)).messages.map(({ endpoint, status }) => [endpoint, status]),
    )
    .toEqual([['ops', 'delivered']]);
  expect(receiver.received).toHaveLength(1);
  const affected = page.getByRole('region', { name: 'Affected pools' });
  const history = page.getByRole('region', { name: /^What happened/ });
  const figure = (name: string) =>
    page.getByRole('region', { name: 'Figures' }).locator('div').filter({ hasText: name });
  await expect(figure('Until somebody looked after it')).toContainText('nobody does yet');
  await expect(figure('Until it was over')).toContainText('it goes on');
  await expect(history).toContainText(`Incident ${incident} opened.`);
  // It goes on, and the page with it: what both say is compared until it is of the same moment.
  await expect(async () => {
    const { pools, figures, timeline } = await api.incident(incident);
    expect(pools.length).toBeGreaterThan(0);
    for (const { key, id, mostActive } of pools) {
      const pool = affected.getByRole('listitem').filter({ hasText: key });
      await expect(pool.getByRole('link', { name: key })).toHaveAttribute('href', `/pairs/demo/pools/${id}`);
      await expect(pool).toContainText(`most in use: ${mostActive?.value}`, { timeout: 1000 });
    }
    await expect(figure('Clients at risk')).toContainText(String(figures.clients?.count ?? 'not known'));
    await expect(history.locator('[data-row]')).toHaveCount(timeline.length, { timeout: 1000 });
  }).toPass();
  const { pools, messages } = await api.incident(incident);
  const [message] = messages;
  const told = page.getByRole('region', { name: 'Messages' }).getByRole('listitem');
  await expect(told).toHaveCount(1);
  await expect(told).toContainText(/delivered.*ops/);
  await expect(told).toContainText(message?.type ?? 'no message');
  await page.getByRole('link', { name: pools[0]?.key ?? '' }).click();
  await expect(page).toHaveURL(`${demo.url}/pairs/demo/pools/${pools[0]?.id}`);
});

test('an incident is looked after and noted on, with a name that is asked once', async () => {
  await page.goto(`${demo.url}/incidents/${incident}`);
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).first().click();
  const asked = page.getByRole('dialog', { name: 'Acknowledge' });
  await asked.getByLabel('Your name').fill('ann');
  await asked.getByLabel('Note').fill('I look at it');
  await asked.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(asked).toBeHidden();
  await expect(page.getByRole('button', { name: 'Acknowledged' }).first()).toBeFocused();
  expect((await api.incident(incident)).incident.acknowledgement).toMatchObject({
    by: 'ann',
    note: 'I look at it',
  });

  const form = page.getByRole('form', { name: 'Write a note' });
  await expect(form.getByLabel('Your name')).toHaveValue('ann');
  await form.getByLabel('What you found or did').fill('The cable was out.');
  await form.getByRole('button', { name: 'Add the note' }).click();
  const notes = page.getByRole('region', { name: 'Notes' });
  await expect(notes.getByRole('listitem').filter({ hasText: 'The cable was out.' })).toContainText('ann');
  await expect(form.getByLabel('What you found or did')).toHaveValue('');
  expect((await api.incident(incident)).notes).toMatchObject([{ by: 'ann', text: 'The cable was out.' }]);
});

test('what follows from an incident is written down, given to somebody, done, opened again and taken off', async () => {
  const tasks = page.getByRole('region', { name: /^Follow-up actions/ });
  const kept = async () => (await api.incident(incident)).tasks;
  await tasks.getByText('Add a follow-up action').first().click();
  await tasks.getByLabel('What is to be done').fill('Fix the cable');
  await tasks.getByRole('button', { name: 'Add the action' }).click();
  const task = tasks.getByRole('listitem').filter({ hasText: 'Fix the cable' });
  await expect(task).toContainText('nobody is named to do it');
  await expect(tasks.getByRole('heading')).toContainText('1 of 1 to do');
  expect(await kept()).toMatchObject([{ text: 'Fix the cable', assignee: null, by: 'ann', done: null }]);

  await task.getByRole('button', { name: 'Edit' }).click();
  const editing = page.getByRole('dialog', { name: 'Edit' });
  await expect(editing.getByLabel('What is to be done')).toBeFocused();
  await tabTo(page, editing.getByLabel('Who is to do it'), 5);
  await page.keyboard.type('bob');
  await page.keyboard.press('Enter');
  await expect(task).toContainText('to be done by bob');
  expect(await kept()).toMatchObject([{ assignee: 'bob', done: null }]);

  await task.getByRole('button', { name: 'Mark done' }).click();
  await expect(task).toContainText('done by ann');
  await expect(tasks.getByRole('heading')).toContainText('0 of 1 to do');
  expect(await kept()).toMatchObject([{ done: { by: 'ann' } }]);
  await task.getByRole('button', { name: 'Open again' }).click();
  await expect(task).toContainText('To do:');
  expect(await kept()).toMatchObject([{ done: null }]);

  await task.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog', { name: 'Remove' }).getByRole('button', { name: 'Remove' }).click();
  await expect(task).toHaveCount(0);
  await expect(tasks).toContainText('Nothing was written down');
  expect(await kept()).toEqual([]);
  const deeds = (await api.events()).filter(
    ({ kind, sentence }) => kind === 'action' && sentence.includes('Fix the cable'),
  );
  expect(deeds.map(({ actor, incidentId }) => ({ actor, incidentId }))).toEqual(
    Array(5).fill({ actor: 'ann', incidentId: incident }),
  );
});

test('an alert is noted on and silenced from the list by keys, which rest while something is typed', async () => {
  await page.goto(`${demo.url}/alerts?pair=demo`);
  await expect(page.getByTestId('live-badge')).toHaveAttribute('data-state', 'live');
  await page.keyboard.press('j');
  // Whichever comes first: others may begin to fire meanwhile.
  const id = Number(await page.locator('[data-row]:focus').getAttribute('data-row'));
  const rule = (await api.alerts('active')).find((each) => each.id === id)?.rule;
  const alert = page.locator(`[data-row="${id}"]`);
  await expect(alert).toHaveAttribute('data-phase', 'firing');
  await page.keyboard.press('n');
  const noting = page.getByRole('dialog', { name: /note/i });
  await tabTo(page, noting.getByLabel('What you found or did'), 5);
  await page.keyboard.type('a, s and n are letters here');
  await tabTo(page, noting.getByRole('button', { name: 'Add the note' }), 5);
  await page.keyboard.press('Enter');
  await expect(noting).toBeHidden();
  await expect(alert).toBeFocused();
  expect((await api.incident(incident)).notes.map(({ text }) => text)).toContain(
    'a, s and n are letters here',
  );

  await page.keyboard.press('s');
  const asked = page.getByRole('dialog', { name: 'Silence' });
  await tabTo(page, asked.getByLabel('Reason'), 5);
  await page.keyboard.type('we know');
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  await expect(alert).toBeFocused();
  await expect(alert).toContainText('by ann: we know');
  const answer = await fetch(`${demo.url}/api/v1/silences`);
  const { silences } = silenceListSchema.parse(await answer.json());
  expect(silences).toMatchObject([{ by: 'ann', reason: 'we know', pair: 'demo', rule }]);
});
