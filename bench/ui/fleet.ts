import { advance } from '../../lib/collect/advance.ts';
import { ingest } from '../../lib/collect/ingest.ts';
import type { PairMemory } from '../../lib/collect/memory.ts';
import type { Reading } from '../../lib/collect/reading.ts';
import type { Database } from '../../lib/db/client.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../lib/incidents/incident.ts';
import type { ServerRole } from '../../lib/pair/facts.ts';
import { beat } from '../../lib/store/collector.ts';
import { type PairRef, type PairSetting, syncPairs } from '../../lib/store/pairs.ts';
import {
  clockAt,
  configOf,
  contentsOf,
  memoryOf,
  ROLES,
  readConfigs,
  readingsAt,
} from '../domain/large-pair.ts';

export const PAIRS = 20;
export const POOLS_A_PAIR = 50;

/** What is read seldom here, so that keeping 20 pairs fresh leaves the machine to what is measured. */
const SELDOM_MS = 300_000;
const OFTEN_MS = 2_000;
/** The pair that lives; of the others the readings are only as old as they may be. */
const LIVING = 0;

export type Fleet = {
  pairs: PairRef[];
  /** Takes in what the servers of every pair tell now. */
  readAll(): Promise<void>;
  /** Reads the first pair every two seconds, as the collector does, until it is stopped. */
  startLiving(): { stop(): Promise<void> };
};

type Member = {
  ref: PairRef;
  memory: PairMemory;
  readings: (at: number) => Reading[];
  once: (at: number) => Reading[];
};

/** Puts 20 pairs of 50 pools each into an empty database, through the collector's own steps. */
export async function createFleet(db: Database): Promise<Fleet> {
  const pairs = await db.write((tx) => syncPairs(tx, Array.from({ length: PAIRS }, settingOf), Date.now()));
  const members = await Promise.all(pairs.map(memberOf));

  async function take(member: Member, readings: Reading[]): Promise<void> {
    for (const reading of readings) {
      const step = advance(member.memory, reading);
      await db.write((tx) => ingest(tx, step.memory, step.changes, DEFAULT_INCIDENT_LIMITS));
      member.memory = step.memory;
    }
  }

  async function beatNow(): Promise<void> {
    const now = Date.now();
    await db.write((tx) => beat(tx, { instance: 'bench', version: 'bench', startedAt: now, now }));
  }

  return {
    pairs,
    async readAll() {
      await beatNow();
      for (const member of members) {
        await take(member, member.once(Date.now()));
        // Twice, so that what needs two readings is known too.
        for (let round = 0; round < 2; round += 1) await take(member, member.readings(Date.now()));
      }
    },
    startLiving() {
      let stopped = false;
      const [first] = members;
      const running = (async () => {
        while (!stopped && first) {
          await beatNow();
          await take(first, first.readings(Date.now()));
          await new Promise((resolve) => setTimeout(resolve, OFTEN_MS));
        }
      })();
      return {
        async stop() {
          stopped = true;
          await running;
        },
      };
    },
  };
}

function settingOf(_: unknown, index: number): PairSetting {
  const intervalMs = intervalOf(index);
  const sources = (['omapi', 'pools', 'config', 'leases', 'clock'] as const).map((kind) => ({
    kind,
    intervalMs,
  }));
  return {
    name: `pair-${index + 1}`,
    title: `Campus ${index + 1}`,
    kind: 'isc',
    peerName: 'pair',
    intervalMs,
    servers: ROLES.map((role) => ({
      name: `${role === 'primary' ? 'dhcp-a' : 'dhcp-b'}${index + 1}`,
      role,
      host: `192.0.2.${role === 'primary' ? 11 : 12}`,
      sources,
    })),
  };
}

const intervalOf = (index: number): number => (index === LIVING ? OFTEN_MS : SELDOM_MS);

async function memberOf(ref: PairRef, index: number): Promise<Member> {
  const configs = await readConfigs(POOLS_A_PAIR);
  const made = await memoryOf(configs.primary);
  const ids = ref.servers.map(({ serverId }) => serverId);
  const idOf = (role: ServerRole) => ids[ROLES.indexOf(role)] ?? 0;
  const memory: PairMemory = {
    ...made,
    pairId: ref.pairId,
    name: ref.name,
    servers: made.servers.map((server) => ({
      ...server,
      serverId: idOf(server.role),
      name: ref.servers[ROLES.indexOf(server.role)]?.name ?? server.name,
    })),
  };
  const contents = contentsOf(configs, index % 7 === 3 ? 'one-sided' : 'even');
  const intervalMs = intervalOf(index);
  // The made-up readings are of the servers 1 and 2.
  const ofPair = (reading: Reading): Reading => ({
    ...reading,
    serverId: ids[reading.serverId - 1] ?? 0,
    intervalMs,
  });
  return {
    ref,
    memory,
    readings: (at) => [...readingsAt(at, contents), ...ROLES.map((role) => clockAt(role, at))].map(ofPair),
    once: (at) =>
      ROLES.map((role) => ({ ...ofPair(configOf(role, configs[role])), attemptAt: at, finishedAt: at })),
  };
}
