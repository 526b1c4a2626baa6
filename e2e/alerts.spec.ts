import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { IncidentDto } from '../lib/contracts/incident.ts';
import type { IncidentData, Message } from '../lib/contracts/message.ts';
import { createLab } from './lab/lab.ts';
import { runCommand } from './support/command.ts';
import { movesInWords } from './support/history.ts';
import { type WebhookWatch, watchByWebhook } from './support/webhook-watch.ts';

/**
 * Who is paged of an outage, when, and how often, by what an endpoint receives that is left as it is. Runs in the
 * monitor's namespace of a lab that is up: see bin/testing/lab.mjs.
 */
const lab = createLab();
/** What ends a wait in vain, however busy the machine. */
const PATIENCE = { timeout: 90_000, intervals: [200] };
/** Until an incident is over: its alerts wait for a minute whether it stays so, then it waits for `stable`. */
const UNTIL_OVER = { timeout: 4 * 60_000, intervals: [500] };
/** Within which what happened to dhcpd is seen. */
const SEEN_MS = 3_000;
/** Within which what nothing keeps back any more is told. */
const AT_ONCE_MS = 10_000;

/** The `for` of a pair that is not healthy. */
const PAGED_AFTER_MS = 30_000;
const RESTART_MS = 3_000;
const OUTAGE_MS = 45_000;
/** From the kill: while the alert is pending, while it fires, and shortly before the end. */
const COLLECTOR_KILLED_MS = 15_000;
const SILENCE_ENDED_MS = 32_000;
const WINDOW_ENDS_MS = 36_000;
/** From the start of the window: long enough for the product to start and a restart of dhcpd to be over. */
const UNTIL_KILL_MS = 60_000;

/** The same pair three times: one as it is, one with a window, one with a silence. */
const PAIRS = ['office', 'planned', 'silenced'] as const;

let watch: WebhookWatch;
/** Another product on the same pair, whose collector is killed while an alert is pending. */
let interrupted: WebhookWatch;
let window: { startsAt: number; endsAt: number };
let killedAt: number;
let silenceEndedAt: number;

test.describe.configure({ mode: 'serial', timeout: 6 * 60_000 });

test.beforeAll(async () => {
  const startsAt = Math.floor(Date.now() / 1000) * 1000;
  window = { startsAt, endsAt: startsAt + UNTIL_KILL_MS + WINDOW_ENDS_MS };
  const maintenance = [
    { pair: 'planned', reason: 'a new switch', starts: iso(window.startsAt), ends: iso(window.endsAt) },
  ];
  const alerts = { stable: '1m' }; // the least there is
  watch = await watchByWebhook(lab, { pairs: PAIRS, alerts, maintenance });
  interrupted = await watchByWebhook(lab, { pairs: ['office'], alerts });
});

test.afterAll(async () => {
  await watch?.close();
  await interrupted?.close();
});

const iso = (ms: number) => new Date(ms).toISOString();
const pauseUntil = (at: number) => pause(at - Date.now());
const until = (check: () => Promise<void> | void, patience = PATIENCE) =>
  expect(async () => check()).toPass(patience);

/** Returns when all is well, and nothing pends or fires. */
async function untilQuiet(): Promise<void> {
  const apis = [...PAIRS.map((pair) => watch.api(pair)), interrupted.api('office')];
  for (const api of apis) {
    await until(async () => {
      expect(await api.pair()).toMatchObject({ verdict: 'healthy' });
      expect(await api.alerts('active')).toEqual([]);
    });
  }
}

const untilHealthy = () =>
  until(async () => expect((await watch.api('office').pair()).verdict).toBe('healthy'));

const typesOf = (messages: Message[]) => messages.map(({ type }) => type);

const untilTold = (told: () => Message[], types: string[], patience = PATIENCE) =>
  until(() => expect(typesOf(told())).toEqual(types), patience);

/** What a message about an incident tells of it, and when it was written. */
function incidentTold(told: Message[], type: 'incident.opened' | 'incident.resolved') {
  const message = told.find((each) => each.type === type);
  if (!message || message.type !== type) throw new Error(`found ${typesOf(told)}, expected ${type}`);
  const data: IncidentData = message.data;
  return { at: Date.parse(message.timestamp), data };
}

/** The one incident there is of a pair. */
async function onlyIncident(from: WebhookWatch, pair: string): Promise<IncidentDto> {
  const [incident, ...others] = await from.api(pair).incidents();
  if (!incident || others.length > 0) throw new Error(`found ${others.length} more incidents, expected one`);
  return incident;
}

/** Runs a command on the product's database and gives what it printed. */
async function pairwatch(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand([...args, '--config', watch.settings]);
  expect(`${exitCode} ${stderr}`).toBe('0 ');
  return stdout;
}

function expectWithin(at: number, from: number, to: number): void {
  expect(at).toBeGreaterThanOrEqual(from);
  expect(at).toBeLessThan(to);
}

/** It is what the other dhcpd stamped, in whole seconds. */
const expectFirstSymptom = ({ firstSymptom }: Pick<IncidentData, 'firstSymptom'>) =>
  expectWithin(Date.parse(firstSymptom.at), killedAt - 1000, killedAt + SEEN_MS);

test('a dhcpd that restarts within 3 s is in the history, and is no alert', async () => {
  await untilQuiet();
  const all = await watch.api('office').followEvents();
  // Its files may still be told from, of the time before.
  const news = async () => (await all()).filter(({ backfilled }) => !backfilled);
  await lab.stop('a');
  await pause(RESTART_MS);
  await lab.start('a');
  await until(async () =>
    expect(movesInWords(await news(), 'dhcp-b')).toEqual([
      'normal → communications-interrupted',
      'communications-interrupted → normal',
    ]),
  );
  await untilQuiet();
  const events = await news();
  const verdicts = events.filter(({ kind }) => kind === 'verdict').map(({ to }) => to);
  expect([verdicts.at(0), verdicts.at(-1)]).toEqual(['degraded', 'healthy']);
  expect(events.filter(({ kind }) => kind === 'alert' || kind === 'incident')).toEqual([]);
  expect(await watch.api('office').alerts('all')).toEqual([]);
});

test('one that is away for 45 s pages everybody while it is away', async () => {
  const silence = await pairwatch('silence', '--pair', 'silenced', '--for', '1h', '--reason', 'known');
  const [, silenceId = ''] = /^Silence (\d+):/.exec(silence) ?? [];

  await pauseUntil(window.endsAt - WINDOW_ENDS_MS);
  killedAt = Date.now();
  await lab.kill('a');
  await pauseUntil(killedAt + COLLECTOR_KILLED_MS);
  expect(await interrupted.api('office').alerts('active')).toContainEqual(
    expect.objectContaining({ rule: 'pair-not-healthy', phase: 'pending' }),
  );
  process.kill(interrupted.product.children().collector, 'SIGKILL');

  await untilTold(() => watch.told('office'), ['incident.opened']);
  await untilTold(() => interrupted.told('office'), ['incident.opened']);
  await pauseUntil(killedAt + SILENCE_ENDED_MS);
  silenceEndedAt = Date.now();
  await pairwatch('silence', 'end', silenceId);
  await untilTold(() => watch.told('silenced'), ['incident.opened']);
  await untilTold(() => watch.told('planned'), ['incident.opened']);
  await pauseUntil(killedAt + OUTAGE_MS);
  await lab.start('a');
  await untilHealthy();
});

test('the commands tell of the incident, acknowledge it and try the way to an endpoint', async () => {
  const { id } = await onlyIncident(watch, 'silenced');
  await pairwatch('ack', `${id}`, '--by', 'ada', '--note', 'on my way');
  const { incident, timeline } = await watch.api('silenced').incident(id);
  expect(incident.acknowledgement).toMatchObject({ by: 'ada', note: 'on my way' });
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'action', actor: 'ada' }));
  await untilTold(() => watch.told('silenced'), ['incident.opened', 'incident.acknowledged']);

  const twice = await runCommand(['ack', `${id}`, '--by', 'bob', '--config', watch.settings]);
  expect(twice).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ada') });
  expect(await pairwatch('incidents', '--pair', 'silenced')).toContain('ada');
  expect(await pairwatch('alerts', '--pair', 'silenced')).toContain('pair-not-healthy');
  expect(await pairwatch('endpoints', 'test', 'silenced', '--by', 'ada')).toContain('Delivered.');
  await untilTold(() => watch.told('silenced'), ['incident.opened', 'incident.acknowledged', 'test']);
  expect(await pairwatch('deliveries', '--endpoint', 'silenced')).toContain('incident.acknowledged');
  expect(await pairwatch('deliveries', '--failed')).not.toContain('incident');
});

test('it pages once, and its end is told once', async () => {
  await untilTold(() => watch.told('office'), ['incident.opened', 'incident.resolved'], UNTIL_OVER);
  const opened = incidentTold(watch.told('office'), 'incident.opened');
  expectFirstSymptom(opened.data);
  expect(opened.at).toBeGreaterThanOrEqual(Date.parse(opened.data.firstSymptom.at) + PAGED_AFTER_MS);
  expect(opened.data).toMatchObject({ pair: 'office', severity: 'warning', verdict: 'degraded' });
  expect(opened.data.alerts).toMatchObject([{ rule: 'pair-not-healthy', resolvedAt: null }]);
  const resolved = incidentTold(watch.told('office'), 'incident.resolved');
  expect(resolved.data).toMatchObject({ id: opened.data.id, verdict: 'healthy' });
  expect(resolved.data.resolvedAt).not.toBeNull();

  const answer = await watch.api('office').incident(opened.data.id);
  expect(answer.incident).toMatchObject({ phase: 'resolved', reopenedAt: [], acknowledgement: null });
  expectFirstSymptom(answer.incident);
  expect(answer.alerts).toMatchObject([{ rule: 'pair-not-healthy', phase: 'resolved' }]);
  expect(movesInWords(answer.timeline, 'dhcp-b')).toEqual([
    'normal → communications-interrupted',
    'communications-interrupted → normal',
  ]);
  expect(answer.messages.map(({ status, attempts }) => ({ status, attempts }))).toEqual([
    { status: 'delivered', attempts: 1 },
    { status: 'delivered', attempts: 1 },
  ]);
});

test('what is not well when a window ends is told at once, with its first symptom', async () => {
  await untilTold(() => watch.told('planned'), ['incident.opened', 'incident.resolved'], UNTIL_OVER);
  const { at, data } = incidentTold(watch.told('planned'), 'incident.opened');
  expectWithin(at, window.endsAt, window.endsAt + AT_ONCE_MS);
  expectFirstSymptom(data);
  // It fired in the window, and was told to nobody.
  expect((await watch.api('planned').events()).map(({ sentence }) => sentence)).toContainEqual(
    expect.stringMatching(/^Alert \(warning\).* Told to nobody: maintenance is under way\.$/),
  );
});

test('what is not well when a silence is ended is told at once, with its first symptom', async () => {
  const types = ['incident.opened', 'incident.acknowledged', 'test', 'incident.resolved'];
  await untilTold(() => watch.told('silenced'), types, UNTIL_OVER);
  const { at, data } = incidentTold(watch.told('silenced'), 'incident.opened');
  expectWithin(at, silenceEndedAt, silenceEndedAt + AT_ONCE_MS);
  expectFirstSymptom(data);
});

test('a collector killed while the alert is pending pages no later, and once', async () => {
  await untilTold(() => interrupted.told('office'), ['incident.opened', 'incident.resolved'], UNTIL_OVER);
  const { at, data } = incidentTold(interrupted.told('office'), 'incident.opened');
  expectFirstSymptom(data);
  // It counts from the kill of dhcpd, and not anew from that of the collector.
  expectWithin(at, killedAt + PAGED_AFTER_MS, killedAt + COLLECTOR_KILLED_MS + PAGED_AFTER_MS);
  expect(await onlyIncident(interrupted, 'office')).toMatchObject({ phase: 'resolved', reopenedAt: [] });
});

test('all that was told is as the published schemas say', async () => {
  expect(await watch.schemaErrors()).toEqual([]);
  expect(await interrupted.schemaErrors()).toEqual([]);
});
