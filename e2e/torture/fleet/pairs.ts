import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DhcpdLog } from '../../../lib/simulate/log/dhcpd-log.ts';
import { seededRandom } from '../../../lib/simulate/model/random.ts';
import type { ServerId } from '../../../lib/simulate/model/server.ts';
import type { World } from '../../../lib/simulate/model/world.ts';
import { type SimulatedPair, startSimulatedPair } from '../../../lib/simulate/start.ts';
import { planOf } from './plan.ts';

/** A change of state as the simulator made it. */
export type Made = { server: string; from: string; to: string; at: number };

/** A simulated pair whose servers keep logs, and that keeps a list of its own of what it did. */
export type WatchedPair = {
  name: string;
  simulated: SimulatedPair;
  /** An entry of `pairs` in pairwatch.yaml. */
  entry: object;
  made: readonly Made[];
  /** By how much its time was behind the true time at most, in milliseconds: on a busy machine it is given no turn. */
  mostLateMs(): number;
  /** Cuts a server's lease file short somewhere, as a broken disk would; its dhcpd writes it anew with `rewrite`. */
  truncate(id: ServerId, share: number): void;
  rewrite(id: ServerId): void;
  isHealthy(): boolean;
};

const SERVER_IDS = ['a', 'b'] as const;

type Entry = { servers: { role: string }[] };

/** Starts pair `number` of the fleet in a folder of its own, healthy; nothing happens to it by itself. */
export async function startPair(
  number: number,
  { folder, speed, seed }: { folder: string; speed: number; seed: number },
): Promise<WatchedPair> {
  const plan = planOf(number);
  const nameOf = (id: ServerId) => plan.identity.servers[id].name;
  const made: Made[] = [];
  const own = join(folder, plan.identity.name);
  const logPath = (id: ServerId) => join(own, nameOf(id), 'dhcpd.log');
  let mostLateMs = 0;
  let watch: { log: DhcpdLog; before: Record<ServerId, string> } | null = null;

  function onTick(world: World): void {
    if (!watch) return;
    mostLateMs = Math.max(mostLateMs, Date.now() - world.nowMs);
    watch.log.look();
    for (const id of SERVER_IDS) {
      const { alive, state } = world.servers[id];
      const lines = watch.log.take(id);
      if (lines.length > 0) appendFileSync(logPath(id), `${lines.join('\n')}\n`);
      const from = watch.before[id];
      if (!alive || state === from) continue;
      made.push({ server: nameOf(id), from, to: state, at: world.nowMs });
      watch.before[id] = state;
    }
  }

  const simulated = await startSimulatedPair({
    ...{ folder: own, plan, speed, onTick, story: [] },
    random: seededRandom(seed),
  });
  const { world } = simulated;
  for (const id of SERVER_IDS) appendFileSync(logPath(id), '');
  watch = {
    log: new DhcpdLog(world),
    before: { a: world.servers.a.state, b: world.servers.b.state },
  };
  const entry = simulated.entry as Entry; // as pairEntry makes it
  const pathOf = (id: ServerId) => join(dirname(logPath(id)), 'dhcpd.leases');
  return {
    name: plan.identity.name,
    simulated,
    entry: {
      ...entry,
      servers: entry.servers.map((server) => ({
        ...server,
        log: { path: logPath(server.role === 'primary' ? 'a' : 'b') },
      })),
    },
    made,
    mostLateMs: () => mostLateMs,
    truncate: (id, share) => truncateSync(pathOf(id), Math.floor(statSync(pathOf(id)).size * share)),
    // What is written of a file is the model's to say; that it is written anew changes nothing in the model.
    rewrite: (id) => world.servers[id].journal.push({ kind: 'rewrite', databaseLost: false }),
    isHealthy: () =>
      SERVER_IDS.every((id) => world.servers[id].alive && world.servers[id].state === 'normal'),
  };
}
