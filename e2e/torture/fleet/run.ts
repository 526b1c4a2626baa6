import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hashOf, newSecretText } from '../../../lib/access/secret-text.ts';
import { type Database, openDatabase } from '../../../lib/db/client.ts';
import { between, seededRandom } from '../../../lib/simulate/model/random.ts';
import { settingsYaml } from '../../../lib/simulate/settings-yaml.ts';
import { makeOwnFolder } from '../own-folder.ts';
import { type DataFolder, makeDataFolder } from './data-folder.ts';
import { type Count, pidOf, torment } from './faults.ts';
import { type Growth, measure } from './meter.ts';
import { liveOn } from './pair-life.ts';
import { startPair, type WatchedPair } from './pairs.ts';
import type { FleetPlan } from './plan.ts';
import { freePort, PART_NAMES, type Product, startProduct } from './product.ts';
import { type FleetReceiver, startReceiver } from './receiver.ts';
import { judgeStored, type Verdict, waitingCount } from './stored.ts';
import { type Answers, startVisitor } from './visitor.ts';

export type FleetOutcome = Verdict & {
  faults: string[];
  deeds: number;
  /** By how much the simulators were behind their time at most. */
  mostLateMs: number;
  counts: Count[];
  growths: Growth[];
  answers: Answers;
  seconds: number;
};

const READY_WITHIN_MS = 60_000;
const ALL_READ_WITHIN_MS = 120_000;
/** So long a process still loads and compiles what it needs for the first time. */
const WARM_AFTER_MS = 30_000;
/** From the last change to when the history has it and all is delivered: a refused message waits up to 36 s for its third try. */
const SETTLES_WITHIN_MS = 90_000;
const SETTLED_FOR_MS = 6_000;

/** Runs the torture, tells `say` how it goes on, and leaves nothing behind. */
export async function tortureFleet(plan: FleetPlan, say: (line: string) => void): Promise<FleetOutcome> {
  const startedAt = Date.now();
  const ownFolder = makeOwnFolder();
  const folder = ownFolder.path;
  const data = makeDataFolder(join(folder, 'data'));
  const pairs: WatchedPair[] = [];
  const receiver = await startReceiver(seededRandom(plan.seed + 1));
  try {
    for (let number = 1; number <= plan.pairs; number += 1)
      pairs.push(await startPair(number, { folder, speed: plan.speed, seed: plan.seed + 100 + number }));
    const outcome = await withProduct({ plan, folder, data, pairs, receiver, say });
    return { ...outcome, seconds: (Date.now() - startedAt) / 1000 };
  } finally {
    for (const { simulated } of pairs) await simulated.stop();
    await receiver.close();
    data.remove();
    ownFolder.remove();
  }
}

/** Of what the product said, when it can't go on. */
const LINES_SHOWN = 20;
const COLUMNS_SHOWN = 300;

type Scene = {
  plan: FleetPlan;
  folder: string;
  data: DataFolder;
  pairs: readonly WatchedPair[];
  receiver: FleetReceiver;
  say: (line: string) => void;
};

async function withProduct(scene: Scene): Promise<Omit<FleetOutcome, 'seconds'>> {
  const { plan, folder, data } = scene;
  const configPath = join(folder, 'pairwatch.yaml');
  const logPath = join(folder, 'log');
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  writeFileSync(configPath, settingsOf(scene, listen), { mode: 0o600 });
  const databaseUrl = plan.databaseUrl ?? `file:${join(data.path, 'pairwatch.db')}`;
  const product = startProduct({ configPath, databaseUrl: plan.databaseUrl, logPath, url });
  const faults: string[] = [];
  try {
    await untilReady(product);
    const db = await openDatabase(databaseUrl, { role: 'web' });
    try {
      await untilAllRead(db, scene.pairs.length);
      const story = await tell(scene, { product, db, databaseUrl, logPath });
      return { ...story, faults };
    } finally {
      await db.close();
    }
  } catch (error) {
    const lines = readFileSync(logPath, 'utf8').trim().split('\n').slice(-LINES_SHOWN);
    const tail = lines.map((line) => line.slice(0, COLUMNS_SHOWN)).join('\n');
    throw new Error(`${error instanceof Error ? error.message : error}\nThe product said last:\n${tail}`);
  } finally {
    const how = await product.stop();
    if (how !== 0) faults.push(`the product was to end in order, and ended with ${how}`);
  }
}

type Running = { product: Product; db: Database; databaseUrl: string; logPath: string };

/** Storm, watch and rest, and what came of it. */
async function tell(
  { plan, pairs, data, receiver, say }: Scene,
  { product, db, databaseUrl, logPath }: Running,
): Promise<Omit<FleetOutcome, 'faults' | 'seconds'>> {
  const since = Date.now();
  const visitor = startVisitor(product.url, await makeToken(db));
  const living = new AbortController();
  setMaxListeners(pairs.length, living.signal);
  const lives = Promise.all(
    pairs.map((pair, index) => liveOn(pair, seededRandom(plan.seed + 200 + index), living.signal)),
  );
  // It is asked for below; until then it is not to end this process.
  lives.catch(() => {});
  try {
    const stage = { product, pairs, data, databaseUrl, random: seededRandom(plan.seed) };
    const counts = await torment(stage, since + plan.stormMs, (what) =>
      say(`${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  ${what}`),
    );
    for (const part of PART_NAMES) await pidOf(product, part);
    say(`${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  the pairs alone`);
    await untilPolledSince(db, Date.now());
    await pause(WARM_AFTER_MS);
    const compare = await measure(product, logPath);
    await pause(plan.watchMs);
    const growths = await compare();
    living.abort();
    const deeds = (await lives).reduce((sum, each) => sum + each, 0);
    const made = () => pairs.flatMap((pair) => pair.made);
    const mostLateMs = () => Math.max(...pairs.map((pair) => pair.mostLateMs()));
    say(`${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  all pairs are at rest`);
    const verdict = await untilSettled(db, async () =>
      judgeStored(db, { made: made(), since, lateMs: mostLateMs(), arrivals: receiver.arrivals }),
    );
    return { ...verdict, deeds, counts, growths, mostLateMs: mostLateMs(), answers: visitor.stop() };
  } finally {
    living.abort();
    visitor.stop();
  }
}

/** The judgement once nothing is wrong for a while, or what it is when the time is over. */
async function untilSettled(db: Database, judge: () => Promise<Verdict>): Promise<Verdict> {
  const giveUpAt = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    await pause(SETTLED_FOR_MS);
    const verdict = await judge();
    const isWell = verdict.changes.faults.length === 0 && verdict.deliveries.faults.length === 0;
    if ((isWell && (await waitingCount(db)) === 0) || Date.now() > giveUpAt) return verdict;
  }
}

async function makeToken(db: Database): Promise<string> {
  const token = newSecretText('pw_torture_');
  const row = { name: 'torture', hash: hashOf(token), role: 'viewer', createdBy: 'torture' };
  await db.write((tx) => tx.apiToken.create({ data: { ...row, createdAt: new Date() } }));
  return token;
}

/** A collector that was started anew has read every server's state and files again. */
async function untilPolledSince(db: Database, since: number): Promise<void> {
  const giveUpAt = Date.now() + ALL_READ_WITHIN_MS;
  const kind = { in: ['omapi', 'leases', 'log'] };
  const behind = { kind, OR: [{ lastAttemptAt: null }, { lastAttemptAt: { lt: new Date(since) } }] };
  while ((await db.read((tx) => tx.source.count({ where: behind }))) > 0) {
    if (Date.now() > giveUpAt)
      throw new Error(`not every server was asked again within ${ALL_READ_WITHIN_MS / 1000} s`);
    await pause(500);
  }
}

/** What stood in a log before it was read first is told by nobody: the pairs begin to live when each was read once. */
async function untilAllRead(db: Database, pairs: number): Promise<void> {
  const giveUpAt = Date.now() + ALL_READ_WITHIN_MS;
  for (;;) {
    const count = await db.read(async (tx) => {
      const files = await tx.leaseFile.count({ where: { identity: { not: null } } });
      return Math.min(files, await tx.logPosition.count());
    });
    if (count === 2 * pairs) return;
    if (Date.now() > giveUpAt)
      throw new Error(`only ${count} of ${2 * pairs} servers were read in ${ALL_READ_WITHIN_MS / 1000} s`);
    await pause(500);
  }
}

async function untilReady(product: Product): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${product.url}/api/health`).catch(() => null);
    if (answer) return;
    if (product.end() !== null) throw new Error(`the product ended with ${product.end()} at its start`);
    if (Date.now() > giveUpAt)
      throw new Error(`the product was not ready within ${READY_WITHIN_MS / 1000} s`);
    await pause(250);
  }
}

/** Everything is told at once: the more messages the better. */
function settingsOf({ pairs, data, receiver, plan }: Scene, listen: string): string {
  const random = seededRandom(plan.seed + 2);
  const secret = Buffer.from(Array.from({ length: 32 }, () => Math.floor(between(random, 0, 256))));
  return settingsYaml(
    pairs.map(({ entry }) => entry),
    {
      listen,
      data: data.path,
      alerts: { stable: '1m' },
      endpoints: [
        {
          ...{ name: 'ops', url: receiver.url, secret: `whsec_${secret.toString('base64')}` },
          kinds: ['incident', 'every-alert', 'verdict'],
          severities: ['info', 'warning', 'critical'],
          allow: ['127.0.0.0/8'],
        },
      ],
    },
  );
}
