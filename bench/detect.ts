import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createLab, type Lab } from '../e2e/lab/lab.ts';
import { readFailoverState } from '../e2e/lab/omshell.ts';
import { FAILOVER_PEER } from '../e2e/lab/topology.ts';
import { freePort, type Product, startProduct } from '../e2e/support/product.ts';
import { type EventDto, eventListSchema } from '../lib/contracts/event.ts';
import { pairAnswerSchema } from '../lib/contracts/pair.ts';
import { OmapiClient } from '../lib/omapi/client.ts';
import { startWebhookReceiver } from '../lib/testing/webhook-receiver.ts';
import { type BenchResult, spreadOf, spreadRow } from './report.ts';

const ROUNDS = 20;
const TARGET_DETECTION_MS = 1_500;
const TARGET_RATIO = 20;
const OMAPI_POLLS = 1_000;
const OMSHELL_POLLS = 100;
/** How finely the bench itself looks at dhcpd and at the API: what it adds to a figure at most. */
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 120_000;

type Receiver = Awaited<ReturnType<typeof startWebhookReceiver>>;
type Bench = { lab: Lab; product: Product; receiver: Receiver; witness: OmapiClient };
type Sample = { toApiMs: number; toWebhookMs: number };

/**
 * Kills and restores the primary of a real pair and times, from the moment a witness of our own sees the secondary's state
 * change over OMAPI, until the event is readable in the API and until the webhook with the new verdict arrived; then
 * one OMAPI poll against one omshell process.
 */
export async function benchDetect(): Promise<BenchResult> {
  const lab = createLab();
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-bench-'));
  const receiver = await startWebhookReceiver();
  const { host, port, keyName, algorithm, secret: omapiSecret } = lab.omapi('b');
  const witness = new OmapiClient({ host, port, key: { name: keyName, algorithm, secret: omapiSecret } });
  const listen = `127.0.0.1:${await freePort()}`;
  const settings = join(folder, 'pairwatch.yaml');
  const secret = Buffer.alloc(32, 7).toString('base64');
  const endpoint = { name: 'bench', url: receiver.url, secret, allow: ['127.0.0.0/8'] };
  const endpoints = [{ ...endpoint, kinds: ['verdict' as const] }];
  writeFileSync(settings, lab.settingsYaml({ endpoints, listen, data: folder }), { mode: 0o600 });
  const product = await startProduct(['start', '--config', settings], `http://${listen}`);
  try {
    const bench = { lab, product, receiver, witness };
    const { lost, restored } = await killAndRestore(bench);
    return result(lost, restored, await timeOmapiPolls(bench), await timeOmshellPolls(lab));
  } finally {
    await product.stop();
    await receiver.close();
    witness.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function result(lost: Sample[], restored: Sample[], omapiMs: number[], omshellMs: number[]): BenchResult {
  const all = [...lost, ...restored];
  const api = spreadOf(all.map(({ toApiMs }) => toApiMs));
  const webhook = spreadOf(all.map(({ toWebhookMs }) => toWebhookMs));
  const [omapi, omshell] = [spreadOf(omapiMs), spreadOf(omshellMs)];
  return {
    table: [
      ['', 'n', 'min', 'median', 'max'],
      spreadRow('primary lost → event in the API', spreadOf(lost.map(({ toApiMs }) => toApiMs)), 'ms'),
      spreadRow(
        'primary lost → webhook received',
        spreadOf(lost.map(({ toWebhookMs }) => toWebhookMs)),
        'ms',
      ),
      spreadRow(
        'primary restored → event in the API',
        spreadOf(restored.map(({ toApiMs }) => toApiMs)),
        'ms',
      ),
      spreadRow(
        'primary restored → webhook received',
        spreadOf(restored.map(({ toWebhookMs }) => toWebhookMs)),
        'ms',
      ),
      spreadRow('state change → event in the API', api, 'ms'),
      spreadRow('state change → webhook received', webhook, 'ms'),
      spreadRow('one OMAPI poll', omapi, 'ms'),
      spreadRow('one omshell process', omshell, 'ms'),
    ],
    targets: [
      {
        figure: 'state change → event in the API, median',
        measured: api.median,
        unit: 'ms',
        atMost: TARGET_DETECTION_MS,
      },
      {
        figure: 'state change → webhook received, median',
        measured: webhook.median,
        unit: 'ms',
        atMost: TARGET_DETECTION_MS,
      },
      {
        figure: 'omshell / OMAPI poll',
        measured: omshell.median / omapi.median,
        unit: '×',
        atLeast: TARGET_RATIO,
      },
    ],
  };
}

async function killAndRestore(bench: Bench): Promise<{ lost: Sample[]; restored: Sample[] }> {
  const lost: Sample[] = [];
  const restored: Sample[] = [];
  await untilHealthy(bench);
  for (let round = 1; round <= ROUNDS; round += 1) {
    lost.push(await timeChange(bench, () => bench.lab.kill('a'), 'communications-interrupted', 'degraded'));
    restored.push(await timeChange(bench, () => bench.lab.start('a'), 'normal', 'healthy'));
    await untilHealthy(bench);
    process.stdout.write(
      `round ${round} of ${ROUNDS}: ${lost.at(-1)?.toApiMs} ms, ${restored.at(-1)?.toApiMs} ms\n`,
    );
  }
  return { lost, restored };
}

/** Makes the change and times how long after the secondary's move to `state` it was told. */
async function timeChange(
  bench: Bench,
  change: () => Promise<unknown>,
  state: string,
  verdict: string,
): Promise<Sample> {
  const before = (await latestEvents(bench))[0]?.id ?? 0;
  const told = bench.receiver.received.length;
  const changed = until(async () => (await bench.witness.failoverState(FAILOVER_PEER)).localState === state);
  const readable = until(async () =>
    (await latestEvents(bench)).some(
      ({ id, server, to }) => id > before && server === 'dhcp-b' && to === state,
    ),
  );
  const received = until(async () => verdictsTold(bench.receiver, told).includes(verdict));
  await change();
  const [changedAt, readableAt, receivedAt] = await Promise.all([changed, readable, received]);
  return { toApiMs: Math.max(0, readableAt - changedAt), toWebhookMs: Math.max(0, receivedAt - changedAt) };
}

const verdictsTold = ({ received }: Receiver, from: number): string[] =>
  received.slice(from).map(({ body }) => JSON.parse(body).data.verdict);

async function latestEvents({ product }: Bench): Promise<EventDto[]> {
  const answer = await fetch(`${product.url}/api/v1/events?pair=office&limit=10`);
  return eventListSchema.parse(await answer.json()).events;
}

async function untilHealthy({ product }: Bench): Promise<void> {
  await until(async () => {
    const answer = await fetch(`${product.url}/api/v1/pairs/office`);
    return answer.ok && pairAnswerSchema.parse(await answer.json()).pair.verdict === 'healthy';
  });
}

/** When the condition was first seen to hold, by this process's clock. Throws after two minutes. */
async function until(holds: () => Promise<boolean>): Promise<number> {
  const giveUpAt = Date.now() + GIVE_UP_MS;
  while (Date.now() < giveUpAt) {
    if (await holds()) return Date.now();
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`waited ${GIVE_UP_MS / 1000} s in vain`);
}

async function timeOmapiPolls({ witness }: Bench): Promise<number[]> {
  return timeEach(OMAPI_POLLS, () => witness.failoverState(FAILOVER_PEER));
}

async function timeOmshellPolls(lab: Lab): Promise<number[]> {
  const access = lab.omapi('b');
  return timeEach(OMSHELL_POLLS, async () => {
    const reading = await readFailoverState([], access);
    if (!reading) throw new Error('omshell got no answer');
  });
}

async function timeEach(count: number, once: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const startedAt = performance.now();
    await once();
    samples.push(performance.now() - startedAt);
  }
  return samples;
}
