import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import { log } from '../log.ts';
import type { OmapiKey } from '../omapi/codec/hmac.ts';
import { KEY_ALGORITHM, KEY_NAME } from './files/identity.ts';
import { SimulatedHost } from './host.ts';
import { advance } from './model/advance.ts';
import { DEMO_PLAN, type Plan, planAtSpeed } from './model/plan.ts';
import { type Random, seededRandom } from './model/random.ts';
import { clockOf, type ServerId } from './model/server.ts';
import { settledWorld } from './model/settled-world.ts';
import type { World } from './model/world.ts';
import { SimulatedNtpServer } from './ntp-server.ts';
import type { OmapiFaults } from './omapi-server.ts';
import { controlOf, type PairControl } from './pair.ts';
import { pairEntry, settingsYaml } from './settings-yaml.ts';
import { DEMO_STORY, type StoryStep, type Teller, tellStory } from './story.ts';

export type SimulatedPairOptions = {
  /** Gets a folder for each server and the file of the OMAPI secret; made if missing. */
  folder: string;
  clock?: Clock;
  random?: Random;
  /** Default: the demo's first pair. */
  plan?: Plan;
  /** Everything happens so many times as fast: leases, timers, MCLT and the story. Clock offsets are not scaled. */
  speed?: number;
  /** OMAPI ports of a and b; 0 (the default) for any free one. */
  ports?: readonly [a: number, b: number];
  /** Whether the servers tell their time by NTP. */
  ntp?: boolean;
  /** Makes the pair's life repeatable; used in place of `random`. */
  seed?: number;
  /** Default: the demo's. Empty: nothing happens but what is done through `pair`. */
  story?: readonly StoryStep[];
  /** Told after each tick, before ports and files show what it brought. */
  onTick?: (world: World) => void;
};

/** As PairControl, each done when port and files of both servers show it. */
export type LivePair = {
  [Deed in keyof PairControl]: (...args: Parameters<PairControl[Deed]>) => Promise<void>;
};

export type SimulatedPair = {
  /** A pairwatch.yaml for this pair, without `listen` and `data`. */
  settingsYaml: string;
  /** The same as an entry of `pairs`. */
  entry: object;
  /** dhcp-a, then dhcp-b. */
  servers: { name: string; omapiPort: number; configPath: string; leasesPath: string }[];
  /** The OMAPI key of both servers. */
  key: OmapiKey;
  pair: LivePair;
  /** Has a server's OMAPI misbehave from now on. */
  misbehave(server: ServerId, faults: OmapiFaults): void;
  /** The model, to be read only. */
  world: World;
  /** The step being told; null without a story. */
  step(): StoryStep | null;
  /** Closes both ports for good; `pair` is not to be used afterwards. */
  stop(): Promise<void>;
};

/** A pair whose time stands still until `goOn`: until then its world is its owner's, who may have it live through a past. */
export type StandingPair = Omit<SimulatedPair, 'step'> & {
  plan: Plan;
  /** From here on it lives by the clock, from the world's present moment on; its story begins with that, or once `audience` is there. */
  goOn(audience?: Promise<void>): Promise<SimulatedPair>;
};

/**
 * Starts two simulated dhcpd servers in failover, healthy and full of clients: real OMAPI on two ports of 127.0.0.1, real
 * files in `folder`. Rejects when a port is taken or the folder cannot be written.
 */
export async function startSimulatedPair(options: SimulatedPairOptions): Promise<SimulatedPair> {
  const { clock = systemClock } = options;
  return (await openSimulatedPair({ ...options, startsMs: clock.now() })).goOn();
}

/** The same, standing still at `startsMs`. */
export async function openSimulatedPair(
  options: SimulatedPairOptions & { startsMs: number },
): Promise<StandingPair> {
  const { clock = systemClock, random = Math.random, speed = 1, ports = [0, 0], seed, startsMs } = options;
  const folder = resolve(options.folder);
  const plan = planAtSpeed(options.plan ?? DEMO_PLAN, speed);
  const world = settledWorld(plan, seed === undefined ? random : seededRandom(seed), startsMs);
  const control = controlOf(world);
  mkdirSync(folder, { recursive: true });
  const { key, secretPath } = newKey(folder);
  const hosts = [
    new SimulatedHost(world.servers.a, { plan, key, folder, port: ports[0] }),
    new SimulatedHost(world.servers.b, { plan, key, folder, port: ports[1] }),
  ];
  const clocks: SimulatedNtpServer[] = [];
  const inTurn = oneAtATime();
  const settle = () => inTurn(() => forEach(hosts, (host) => host.settle()));
  const close = () => inTurn(() => forEach([...hosts, ...clocks], (each) => each.close()));
  let stopTicking = async () => {};
  try {
    await settle();
    if (options.ntp)
      for (const { server } of hosts)
        clocks.push(await SimulatedNtpServer.start(() => clockOf(server, clock.now())));
  } catch (error) {
    await close();
    throw error;
  }
  const places = hosts.map(({ server, port, configPath, leasesPath }, index) => ({
    id: server.id,
    omapiPort: port,
    ntpPort: clocks[index]?.port ?? null,
    configPath,
    leasesPath,
  }));
  const entry = pairEntry(plan.identity, places, secretPath);
  const standing = {
    settingsYaml: settingsYaml([entry]),
    entry,
    servers: places.map(({ id, omapiPort, configPath, leasesPath }) => ({
      name: plan.identity.servers[id].name,
      omapiPort,
      configPath,
      leasesPath,
    })),
    key,
    pair: livePair(control, settle),
    misbehave: (id: ServerId, faults: OmapiFaults) =>
      hosts.find(({ server }) => server.id === id)?.misbehave(faults),
    world,
    async stop() {
      await stopTicking();
      await close();
    },
  };
  return {
    ...standing,
    plan,
    async goOn(audience) {
      if (world.nowMs > startsMs)
        // What it lived through meanwhile is in no file.
        for (const { journal } of Object.values(world.servers))
          journal.push({ kind: 'rewrite', databaseLost: false });
      await settle();
      let teller: Teller | null = null;
      const begin = () => {
        teller = storyTeller(options.story ?? DEMO_STORY, control, { nowMs: world.nowMs, speed });
      };
      if (audience) audience.then(begin);
      else begin();
      stopTicking = tickEvery(plan.timing.tickMs, clock, async () => {
        liveOn(world, clock.now(), options.onTick);
        teller?.tell(world.nowMs);
        await settle();
      });
      return { ...standing, step: () => teller?.step() ?? null };
    },
  };
}

/** Tick by tick where somebody wants to see each. */
function liveOn(world: World, nowMs: number, onTick?: (world: World) => void): void {
  const { tickMs } = world.plan.timing;
  while (onTick && world.nowMs + tickMs <= nowMs) {
    advance(world, world.nowMs + tickMs);
    onTick(world);
  }
  advance(world, nowMs);
}

function livePair(control: PairControl, settle: () => Promise<void>): LivePair {
  const act = async (deed: () => void) => {
    deed();
    await settle();
  };
  return {
    kill: (...args) => act(() => control.kill(...args)),
    start: (...args) => act(() => control.start(...args)),
    partition: () => act(control.partition),
    heal: () => act(control.heal),
    partnerDown: (...args) => act(() => control.partnerDown(...args)),
    skew: (...args) => act(() => control.skew(...args)),
    fill: (...args) => act(() => control.fill(...args)),
    drain: (...args) => act(() => control.drain(...args)),
  };
}

function newKey(folder: string): { key: OmapiKey; secretPath: string } {
  const secret = randomBytes(32).toString('base64');
  const secretPath = join(folder, 'omapi-secret');
  writeFileSync(secretPath, `${secret}\n`, { mode: 0o600 });
  return { key: { name: KEY_NAME, algorithm: KEY_ALGORITHM, secret }, secretPath };
}

function storyTeller(
  story: readonly StoryStep[],
  control: PairControl,
  pace: { nowMs: number; speed: number },
): Teller | null {
  return story.length === 0 ? null : tellStory(story, control, pace);
}

/** The next tick is set when the last is over. A failed one is logged and tried again, as dhcpd would; returns how to stop. */
function tickEvery(tickMs: number, clock: Clock, tick: () => Promise<void>): () => Promise<void> {
  let cancel = () => {};
  let running = Promise.resolve();
  let stopped = false;
  let complaint = '';
  const run = async () => {
    try {
      await tick();
      complaint = '';
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (text !== complaint)
        log.error({ err: error }, `simulated pair: ${text}; it tries again at every tick`);
      complaint = text;
    }
    if (!stopped) schedule();
  };
  const schedule = () => {
    cancel = clock.after(tickMs, () => {
      running = run();
    });
  };
  schedule();
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

/** All are tried; then the first failure is thrown. */
async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const outcomes = await Promise.allSettled(items.map(work));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}

/** Whatever is given to the result runs after what was given before; each caller gets the outcome of its own. */
function oneAtATime(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    // Whoever asked for the last one has its failure.
    last = last.catch(() => {}).then(work);
    return last;
  };
}
