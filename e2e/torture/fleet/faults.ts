import { setTimeout as pause } from 'node:timers/promises';
import { between, type Random, shuffled } from '../../../lib/simulate/model/random.ts';
import type { DataFolder } from './data-folder.ts';
import { lockDatabase } from './lock.ts';
import type { WatchedPair } from './pairs.ts';
import type { PartName, Product } from './product.ts';
import { serverPids, slowDisk, whyNoSlowDisk } from './slow-disk.ts';

export type Stage = {
  product: Product;
  pairs: readonly WatchedPair[];
  data: DataFolder;
  databaseUrl: string;
  random: Random;
};

/** Something that is done to the product or to what it reads, and is over when it settles. */
type Fault = {
  name: string;
  times: number;
  /** Why it can't be done here; null: it can. */
  whyNot?: (stage: Stage) => string | null;
  deed: (stage: Stage) => Promise<void>;
};

/** How long what lasts does, in milliseconds. */
const HELD_MS = [3_000, 7_000] as const;
const BETWEEN_MS = [2_000, 6_000] as const;
/** Of the servers, at a time. */
const HIT_SHARE = 0.3;
/** Of a reply: within its header, or in the middle of an attribute. */
const STALL_BYTES = [1, 60] as const;
const TRUNCATED_MS = 1_500;

const hold = (random: Random) => pause(between(random, ...HELD_MS));

const FAULTS: readonly Fault[] = [
  { name: 'collector killed', times: 5, deed: (stage) => kill(stage, 'collector') },
  { name: 'web killed', times: 4, deed: (stage) => kill(stage, 'web') },
  {
    name: 'disk full',
    times: 2,
    whyNot: ({ data }) => data.why,
    async deed({ data, random }) {
      data.fill();
      await hold(random);
      data.free();
    },
  },
  {
    name: 'database locked',
    times: 3,
    deed: ({ databaseUrl, random }) => lockDatabase(databaseUrl, between(random, ...HELD_MS)),
  },
  { name: 'slow disk', times: 3, whyNot: whyNoSlowDisk, deed: slowDown },
  { name: 'collector held', times: 2, deed: stopAndGoOn },
  {
    name: 'servers hanging in the middle of a message',
    times: 3,
    async deed({ pairs, random }) {
      const hit = serversOf(pairs, random);
      const stallReplyAfterBytes = Math.floor(between(random, ...STALL_BYTES));
      for (const { pair, id } of hit) pair.simulated.misbehave(id, { stallReplyAfterBytes });
      await hold(random);
      for (const { pair, id } of hit) pair.simulated.misbehave(id, {});
    },
  },
  {
    name: 'lease files truncated',
    times: 3,
    async deed({ pairs, random }) {
      const hit = serversOf(pairs, random);
      for (const { pair, id } of hit) pair.truncate(id, random());
      await pause(TRUNCATED_MS);
      for (const { pair, id } of hit) pair.rewrite(id);
    },
  },
];

/** How often something was done, or why it was not. */
export type Count = { name: string; count: number; leftOut: string | null };

/** Does one thing after the other in a random order, until all is done or the time is over; tells what it does. */
export async function torment(stage: Stage, endsAt: number, say: (line: string) => void): Promise<Count[]> {
  const leftOut = new Map(FAULTS.map(({ name, whyNot }) => [name, whyNot?.(stage) ?? null]));
  const possible = FAULTS.filter(({ name }) => leftOut.get(name) === null);
  const counts = new Map(FAULTS.map(({ name }) => [name, 0]));
  const deck = possible.flatMap((fault) => Array<Fault>(fault.times).fill(fault));
  for (const { name, deed } of shuffled(stage.random, deck)) {
    if (Date.now() >= endsAt) break;
    say(name);
    await deed(stage);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await pause(between(stage.random, ...BETWEEN_MS));
    const end = stage.product.end();
    if (end !== null) throw new Error(`the product ended with ${end} after: ${name}`);
  }
  return [...counts].map(([name, count]) => ({ name, count, leftOut: leftOut.get(name) ?? null }));
}

async function kill({ product }: Stage, part: PartName): Promise<void> {
  process.kill(await pidOf(product, part), 'SIGKILL');
}

/** The disk is slow for whoever writes the database. */
async function slowDown({ product, databaseUrl, random }: Stage): Promise<void> {
  const pids = databaseUrl.startsWith('file:')
    ? [await pidOf(product, 'collector')]
    : await serverPids(databaseUrl);
  await slowDisk(pids, between(random, ...HELD_MS));
}

async function stopAndGoOn({ product, random }: Stage): Promise<void> {
  const pid = await pidOf(product, 'collector');
  process.kill(pid, 'SIGSTOP');
  await hold(random);
  process.kill(pid, 'SIGCONT');
}

const RESTARTS_WITHIN_MS = 30_000;

/** Waits for a process that was killed before to be there again. */
export async function pidOf(product: Product, part: PartName): Promise<number> {
  const giveUpAt = Date.now() + RESTARTS_WITHIN_MS;
  for (;;) {
    const pid = product.pidOf(part);
    if (pid !== null) return pid;
    if (Date.now() > giveUpAt)
      throw new Error(`${part} was not started again within ${RESTARTS_WITHIN_MS / 1000} s`);
    await pause(50);
  }
}

function serversOf(pairs: readonly WatchedPair[], random: Random) {
  const all = pairs.flatMap((pair) => [
    { pair, id: 'a' as const },
    { pair, id: 'b' as const },
  ]);
  return all.filter(() => random() < HIT_SHARE);
}
