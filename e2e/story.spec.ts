import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { type DrillAnswerDto, drillAnswerSchema } from '../lib/contracts/drill-request.ts';
import { type EventDto, eventListSchema } from '../lib/contracts/event.ts';
import { startWebhookReceiver } from '../lib/testing/webhook-receiver.ts';
import { createLab } from './lab/lab.ts';
import { createApi } from './support/api.ts';
import { watchConsole } from './support/console.ts';
import { expectFigures, expectSealed, incidentFiles } from './support/incident-files.ts';
import { labSyslog } from './support/lab-syslog.ts';
import { freePort, type Product, startProduct } from './support/product.ts';
import { timesAgainstLogs } from './support/report-against-logs.ts';

/** Runs in the monitor's namespace of a lab that is up: see bin/testing/lab.mjs. */
const lab = createLab();
const SECRET = `whsec_${Buffer.from('a secret for the story, 32 bytes').toString('base64')}`;

/** The clock of dhcp-b, so that no time of it is right by itself. */
const AHEAD_S = 3;
const OUTAGE_MS = 90_000;

let product: Product;
let folder: string;
let syslog: ReturnType<typeof labSyslog>;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-story-'));
  receiver = await startWebhookReceiver();
  const listen = `127.0.0.1:${await freePort()}`;
  const settings = join(folder, 'pairwatch.yaml');
  const ops = { name: 'ops', url: receiver.url, secret: SECRET, allow: ['127.0.0.0/8'] };
  const endpoints = [{ ...ops, kinds: ['verdict' as const] }];
  syslog = labSyslog(lab, folder);
  syslog.b.skewSeconds = AHEAD_S;
  await lab.skew('b', AHEAD_S);
  await lab.waitForStates({ a: 'normal', b: 'normal' }, 30_000);
  const logs = { a: syslog.a.path, b: syslog.b.path };
  // Over SSH, so that their clocks are read, and as often as an NTP server may be asked.
  const reading = { overSsh: true, logs, poll: { clock: '16s' } };
  writeFileSync(settings, lab.settingsYaml({ endpoints, listen, data: folder, ...reading }), { mode: 0o600 });
  product = await startProduct(['start', '--config', settings], `http://${listen}`);
});

test.afterAll(async () => {
  await product?.stop();
  await receiver?.close();
  for (const log of Object.values(syslog ?? {})) log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every event of the pair told after event `after`, oldest first; not what its files tell of the time before. */
async function eventsAfter(after: number): Promise<EventDto[]> {
  const answer = await fetch(`${product.url}/api/v1/events?pair=office&limit=500`);
  const { events } = eventListSchema.parse(await answer.json());
  return events.filter(({ id, backfilled }) => id > after && !backfilled).reverse();
}

/** The event told last, which may stand anywhere in the history. */
const lastEventId = async () => Math.max(0, ...(await eventsAfter(0)).map(({ id }) => id));

/** Who moved from where to where, by the servers' own words. */
const moves = (events: EventDto[]) =>
  events.flatMap(({ kind, server, from, to }) => (kind === 'state' ? [`${server}: ${from} → ${to}`] : []));

const verdicts = (events: EventDto[]) => events.flatMap(({ kind, to }) => (kind === 'verdict' ? [to] : []));

/**
 * The verdicts the webhook told from message `first` on, each after its signature was verified. One that was under way when the
 * collector was killed may come again, which a receiver knows by its id: it counts once.
 */
function toldVerdicts(first: number): string[] {
  const messages = new Map(
    receiver.received.slice(first).map((message) => [message.headers['webhook-id'], message]),
  );
  return [...messages.values()].map(({ headers, body }) => {
    // Node gives repeated headers as arrays; ours are single.
    new Webhook(SECRET).verify(body, headers as Record<string, string>);
    const { type, data } = JSON.parse(body);
    expect(type).toBe('pair.verdict_changed');
    return data.verdict;
  });
}

test('the primary is killed and comes back: page, API and webhook tell each step, once', async ({ page }) => {
  test.setTimeout(300_000);
  const complaints = watchConsole(page);
  await page.goto(`${product.url}/?all=1`);
  await expect(page.getByTestId('pair-row-office')).toContainText('healthy');
  await page.getByTestId('pair-row-office').getByRole('link').first().click();
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  const before = await lastEventId();

  const killedAt = Date.now();
  await lab.kill('a');
  await expect(page.getByTestId('verdict')).toContainText('degraded');
  await expect(page.getByTestId('sentence')).toContainText('dhcp-b answers alone');
  await expect(page.getByTestId('server-state-dhcp-b')).toContainText('communications-interrupted');
  await expect.poll(() => toldVerdicts(0)).toEqual(['degraded']);
  expect(moves(await eventsAfter(before))).toEqual(['dhcp-b: normal → communications-interrupted']);
  await pause(Math.max(0, killedAt + OUTAGE_MS - Date.now()));

  await lab.start('a');
  await expect(page.getByTestId('verdict')).toContainText('healthy', { timeout: 90_000 });
  await expect.poll(() => toldVerdicts(0).at(-1)).toBe('healthy');

  const story = await eventsAfter(before);
  expect(moves(story).filter((move) => move.startsWith('dhcp-b'))).toEqual([
    'dhcp-b: normal → communications-interrupted',
    'dhcp-b: communications-interrupted → normal',
  ]);
  expect(
    moves(story)
      .filter((move) => move.startsWith('dhcp-a'))
      .at(-1) ?? '→ normal',
  ).toMatch(/→ normal$/);
  expect(new Set(moves(story)).size).toBe(moves(story).length);
  expect(toldVerdicts(0)).toEqual(verdicts(story));
  expect(receiver.received.length).toBe(verdicts(story).length);
  expect(complaints).toEqual([]);
  await reportedOutage();
});

/** That the incident is told in each format with all its figures, and each time as the servers' own logs have it. */
async function reportedOutage(): Promise<void> {
  const [incident] = await createApi(product.url, 'office').incidents();
  if (!incident) throw new Error('an outage of 90 s opened no incident');
  await expect(async () => {
    const { model } = await incidentFiles(product.url, incident.id);
    expect(model.timeline.filter(({ to }) => to === 'both-normal').map(({ server }) => server)).toEqual(
      expect.arrayContaining(['dhcp-a', 'dhcp-b']),
    );
  }).toPass({ timeout: 60_000 });
  const files = await incidentFiles(product.url, incident.id);
  expectFigures(files);
  await expectSealed(files, folder);
  const { checked, faults } = timesAgainstLogs(files.model, syslog);
  expect(faults).toEqual([]);
  expect(checked).toBeGreaterThan(30);
  const [cause] = files.model.causes;
  expect(cause, JSON.stringify(cause, null, 1)).toMatchObject({ code: 'process-death', standing: 'likely' });
}

/** Has a drill go on with a server, though a pair just set up is not known to be ready. Gives its id. */
async function beginDrill(server: string): Promise<number> {
  const { summary } = await act('pairs/office/drills', { by: 'test', server });
  await act(`drills/${summary.id}/begin`, { by: 'test', override: 'It is a test.' });
  return summary.id;
}

/** That a drill saw what the history tells, and ends with a report in each format that says so. */
async function endedDrill(id: number, story: EventDto[]): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await fetch(`${product.url}/api/v1/drills/${id}`);
      const { report } = drillAnswerSchema.parse(await answer.json());
      return report.steps
        .filter(({ need, status }) => need === 'must' && status !== 'seen')
        .map(({ code }) => code);
    })
    .toEqual([]);
  const { report } = await act(`drills/${id}/end`, { by: 'test' });
  expect(report.verdict).toMatchObject({ outcome: 'passed-with-remarks' });
  const interrupted = story.find(({ to }) => to === 'communications-interrupted');
  expect(report.steps.find(({ code }) => code === 'interrupted')?.at).toBe(interrupted?.sortAt);
  for (const format of ['pdf', 'html', 'md', 'csv', 'json', 'zip']) {
    const file = await fetch(`${product.url}/api/v1/drills/${id}/report?format=${format}`);
    expect([format, file.status]).toEqual([format, 200]);
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(500);
  }
}

async function act(path: string, body: object): Promise<DrillAnswerDto> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${product.url}/api/v1/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return drillAnswerSchema.parse(await answer.json());
}

test('a collector killed in the middle loses nothing and tells nothing twice', async ({ page }) => {
  await page.goto(`${product.url}/pairs/office`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  const drill = await beginDrill('dhcp-a');
  const before = await lastEventId();
  const told = receiver.received.length;

  process.kill(product.children().collector, 'SIGKILL');
  await lab.kill('a');
  await expect(page.getByTestId('verdict')).toContainText('degraded', { timeout: 40_000 });
  process.kill(product.children().collector, 'SIGKILL');
  await lab.start('a');
  await expect(page.getByTestId('verdict')).toContainText('healthy', { timeout: 90_000 });
  await expect.poll(() => toldVerdicts(told).at(-1)).toBe('healthy');

  const story = await eventsAfter(before);
  expect(moves(story).filter((move) => move.startsWith('dhcp-b'))).toEqual([
    'dhcp-b: normal → communications-interrupted',
    'dhcp-b: communications-interrupted → normal',
  ]);
  expect(new Set(moves(story)).size).toBe(moves(story).length);
  expect(verdicts(story)[0]).toBe('degraded');
  expect(toldVerdicts(told)).toEqual(verdicts(story));
  const ids = receiver.received.slice(told).map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(verdicts(story).length);
  await endedDrill(drill, story);
});

test('a cut between the servers is told as such, although both answer us', async ({ page }) => {
  await page.goto(`${product.url}/pairs/office`);
  await expect(page.getByTestId('verdict')).toContainText('healthy');
  await lab.partition();
  try {
    await expect(page.getByTestId('verdict')).toContainText('degraded', { timeout: 60_000 });
    await expect(page.getByTestId('sentence')).toContainText('cannot hear each other', { timeout: 30_000 });
    await expect(page.getByTestId('server-state-dhcp-a')).toContainText('communications-interrupted');
    await expect(page.getByTestId('server-state-dhcp-b')).toContainText('communications-interrupted');
  } finally {
    await lab.heal();
  }
  await expect(page.getByTestId('verdict')).toContainText('healthy', { timeout: 110_000 });
});
