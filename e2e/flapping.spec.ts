import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { createLab } from './lab/lab.ts';
import { type WebhookWatch, watchByWebhook } from './support/webhook-watch.ts';

/**
 * A pair that comes and goes is one trouble. Runs in the monitor's namespace of a lab that is up: see bin/testing/lab.mjs.
 * PAIRWATCH_FLAPPING_MINUTES says how long it comes and goes.
 */
const lab = createLab();
const MINUTES = Number(process.env.PAIRWATCH_FLAPPING_MINUTES ?? 3);
/** The fourth is left for the end, which is told long after. */
const MESSAGES_BEFORE_THE_END = 3;
/** What ends a wait in vain, however busy the machine. */
const PATIENCE = { timeout: 90_000, intervals: [200] };

let watch: WebhookWatch;

test.describe.configure({ timeout: MINUTES * 60_000 + 3 * PATIENCE.timeout });

test.beforeAll(async () => {
  // The least there is: an incident that is over too early would be opened again.
  watch = await watchByWebhook(lab, { pairs: ['office'], alerts: { stable: '1m' } });
});

test.afterAll(() => watch?.close());

const FAULTS = [
  { begin: () => lab.partition(), end: () => lab.heal() },
  { begin: () => lab.stop('a'), end: () => lab.start('a') },
  { begin: () => lab.stop('b'), end: () => lab.start('b') },
];

/** From 10 s to 40 s, irregular and the same in every run: the fractions of the golden ratio's multiples. */
const secondsOf = (turn: number) => 10 + 30 * ((turn * 0.618_033_988_7) % 1);

const verdict = async () => (await watch.api('office').pair()).verdict;

test(`a pair that comes and goes for ${MINUTES} min is one incident, and four messages at most`, async () => {
  await expect.poll(verdict, PATIENCE).toBe('healthy');
  const news = await watch.api('office').followEvents();
  const endsAt = Date.now() + MINUTES * 60_000;
  for (let turn = 1; Date.now() < endsAt; turn += 1) {
    const fault = FAULTS[turn % FAULTS.length];
    await fault?.begin();
    await pause(1000 * secondsOf(2 * turn));
    await fault?.end();
    await pause(1000 * secondsOf(2 * turn + 1));
  }
  await expect.poll(verdict, PATIENCE).toBe('healthy');

  const leaves = (await news()).filter(({ kind, from }) => kind === 'verdict' && from === 'healthy').length;
  const incidents = await watch.api('office').incidents();
  expect(incidents).toMatchObject([{ phase: 'open', reopenedAt: [] }]);
  const types = watch.told('office').map(({ type }) => type);
  process.stdout.write(`stopped to be healthy ${leaves} times; told: ${types.join(', ')}\n`);
  expect(leaves).toBeGreaterThanOrEqual(MINUTES);
  expect(types[0]).toBe('incident.opened');
  expect(types.length).toBeLessThanOrEqual(MESSAGES_BEFORE_THE_END);
  expect(await watch.schemaErrors()).toEqual([]);
});
