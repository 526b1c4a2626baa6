import { setTimeout as pause } from 'node:timers/promises';
import { between, type Random } from '../../../lib/simulate/model/random.ts';
import type { ServerId } from '../../../lib/simulate/model/server.ts';
import type { LivePair } from '../../../lib/simulate/start.ts';
import type { WatchedPair } from './pairs.ts';
import { POOL } from './plan.ts';

/** Between two steps of a deed, and between two deeds, in milliseconds: time for the servers to follow. */
const STEP_MS = [7_000, 12_000] as const;
const REST_MS = [8_000, 18_000] as const;
const HEALTHY_WITHIN_MS = 60_000;

type Steps = ((pair: LivePair) => Promise<void>)[];

const other = (id: ServerId): ServerId => (id === 'a' ? 'b' : 'a');

/** What may happen to a pair, each a few steps; after the last it finds its way back to normal by itself. */
const DEEDS: ((id: ServerId) => Steps)[] = [
  (id) => [(pair) => pair.kill(id), (pair) => pair.start(id)],
  (id) => [
    (pair) => pair.kill(id),
    (pair) => pair.partnerDown(other(id)),
    (pair) => pair.start(id, { databaseLost: true }),
  ],
  () => [(pair) => pair.partition(), (pair) => pair.heal()],
  (id) => [(pair) => pair.partition(), (pair) => pair.partnerDown(id), (pair) => pair.heal()],
  () => [(pair) => pair.fill(POOL), (pair) => pair.drain(POOL)],
];

/** Has one thing after the other happen to a pair until told to stop; it is left healthy. Gives how many things happened. */
export async function liveOn(
  { name, simulated, isHealthy }: WatchedPair,
  random: Random,
  signal: AbortSignal,
): Promise<number> {
  const wait = ([least, most]: readonly [number, number]) => pause(between(random, least, most));
  // Rejects when it is to stop, and then that is all.
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => {});
  let deeds = 0;
  await rest(between(random, 0, REST_MS[1]));
  while (!signal.aborted) {
    const deed = DEEDS[Math.floor(random() * DEEDS.length)] ?? DEEDS[0];
    for (const step of deed?.(random() < 0.5 ? 'a' : 'b') ?? []) {
      await step(simulated.pair);
      await wait(STEP_MS);
    }
    deeds += 1;
    await untilHealthy(name, isHealthy);
    await rest(between(random, ...REST_MS));
  }
  return deeds;
}

async function untilHealthy(name: string, isHealthy: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + HEALTHY_WITHIN_MS;
  while (!isHealthy()) {
    if (Date.now() > giveUpAt)
      throw new Error(`the simulated ${name} is not in normal ${HEALTHY_WITHIN_MS / 1000} s after a deed`);
    await pause(200);
  }
}
