import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { between, type Random } from '../../../lib/simulate/model/random.ts';
import { type LivePair, type SimulatedPair, startSimulatedPair } from '../../../lib/simulate/start.ts';

const SPEED = 10;
const TROUBLE_MS = [1_000, 5_000] as const;
const PEACE_MS = [2_000, 6_000] as const;

const settingsSchema = z.object({
  pairs: z.tuple([z.looseObject({ servers: z.array(z.looseObject({})) })]),
});

export type FlappingPairs = {
  /** Entries of `pairs` in pairwatch.yaml, over OMAPI alone. */
  settings: object[];
  /** Ends the trouble for good. */
  rest(): Promise<void>;
  stop(): Promise<void>;
};

/** Simulated pairs that come and go by chance: a server dies, or the two lose each other, and soon all is well again. */
export async function startFlappingPairs(
  folder: string,
  count: number,
  random: Random,
): Promise<FlappingPairs> {
  const pairs: SimulatedPair[] = [];
  for (let number = 1; number <= count; number += 1) {
    pairs.push(
      await startSimulatedPair({
        ...{ folder: join(folder, `pair-${number}`), random, speed: SPEED, story: [] },
      }),
    );
  }
  const resting = new AbortController();
  const flapping = pairs.map(({ pair }) => flap(pair, random, resting.signal));
  const rest = async () => {
    resting.abort();
    await Promise.all(flapping);
  };
  return {
    settings: pairs.map(settingsOf),
    rest,
    async stop() {
      await rest();
      for (const pair of pairs) await pair.stop();
    },
  };
}

async function flap(pair: LivePair, random: Random, signal: AbortSignal): Promise<void> {
  // Rejects when it is to rest, and then that is all.
  const wait = (range: readonly [number, number]) =>
    pause(between(random, ...range), undefined, { signal }).catch(() => {});
  while (!signal.aborted) {
    await wait(PEACE_MS);
    const trouble = Math.floor(random() * 3);
    const server = trouble === 0 ? 'a' : 'b';
    if (trouble === 2) await pair.partition();
    else await pair.kill(server);
    await wait(TROUBLE_MS);
    if (trouble === 2) await pair.heal();
    else await pair.start(server);
  }
}

function settingsOf({ settingsYaml }: SimulatedPair, index: number): object {
  const [pair] = settingsSchema.parse(parse(settingsYaml)).pairs;
  const servers = pair.servers.map(({ config: _config, leases: _leases, ...server }) => server);
  return { ...pair, name: `pair-${index + 1}`, title: `Pair ${index + 1}`, servers };
}
