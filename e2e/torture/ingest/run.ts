import { setTimeout as pause } from 'node:timers/promises';
import { type Database, openDatabase } from '../../../lib/db/client.ts';
import { migrate } from '../../../lib/db/migrate.ts';
import { between, type Random, seededRandom } from '../../../lib/simulate/model/random.ts';
import { syncEndpoints } from '../../../lib/store/endpoints.ts';
import { syncPairs } from '../../../lib/store/pairs.ts';
import { momentOf, SCRIPTED_PAIR, type ServerIds } from './script.ts';
import { checkStored } from './stored.ts';
import type { WriterPlan } from './writer-child.ts';
import { openWriters, type Writer } from './writers.ts';

export type IngestPlan = {
  seed: number;
  kills: number;
  /** Of an empty database. */
  databaseUrl: string;
};

export type IngestOutcome = {
  faults: string[];
  kills: number;
  /** How many readings are stored in the end. */
  readings: number;
  /** Readings that were committed, and the kill came before that was said. */
  unsaid: number;
  seconds: number;
};

/** Most kills come that long after a commit, so that none of what happens between two is spared. */
const LIFE_MS = [0, 60] as const;
const MOST_COMMITS = 8;
/** The others come while it begins, or at its first commit, which takes longest. */
const BEGINNING_SHARE = 0.2;
const BEGINNING_MS = [0, 400] as const;
const FAULTS_KEPT = 20;

/** Kills whoever stores readings, again and again, and looks each time what is in the database. */
export async function tortureIngest({ seed, kills, databaseUrl }: IngestPlan): Promise<IngestOutcome> {
  const startedAt = Date.now();
  const random = seededRandom(seed);
  await migrate(databaseUrl);
  // As a web process: it reads while others write.
  const own = await openDatabase(databaseUrl, { role: 'web' });
  const writers = await openWriters();
  const outcome = { faults: [] as string[], kills: 0, readings: 0, unsaid: 0 };
  try {
    const { pairId, ...ids } = await setUp(own);
    while (outcome.kills < kills && outcome.faults.length < FAULTS_KEPT) {
      const acknowledged = await liveAndDie(writers.next(), { databaseUrl, pairId, ...ids }, random);
      outcome.kills += 1;
      const { count, faults } = await own.read((tx) => checkStored(tx, ids));
      outcome.faults.push(...faults.map((fault) => `kill ${outcome.kills}: ${fault}`));
      if (count < acknowledged || count < outcome.readings)
        outcome.faults.push(
          `kill ${outcome.kills}: ${Math.max(acknowledged, outcome.readings)} readings were acknowledged, ${count} are stored`,
        );
      outcome.unsaid += Math.max(0, count - acknowledged);
      outcome.readings = count;
    }
  } finally {
    await writers.close();
    await own.close();
  }
  return { ...outcome, seconds: (Date.now() - startedAt) / 1000 };
}

/** Gives the last count that was acknowledged. */
async function liveAndDie(writer: Writer, plan: WriterPlan, random: Random): Promise<number> {
  const isBeginning = random() < BEGINNING_SHARE;
  const commits = isBeginning ? 0 : 1 + Math.floor(random() * MOST_COMMITS);
  await writer.begin(plan, commits);
  const [least, most] = isBeginning ? BEGINNING_MS : LIFE_MS;
  await pause(between(random, least, most));
  return writer.kill();
}

async function setUp(db: Database): Promise<ServerIds & { pairId: number }> {
  return db.write(async (tx) => {
    const now = momentOf(0);
    const filter = { pairs: null, severities: [], kinds: ['verdict' as const] };
    await syncEndpoints(tx, [{ name: 'ops', kind: 'standard', address: 'http://192.0.2.9', filter }], now);
    const [pair] = await syncPairs(tx, [SCRIPTED_PAIR], now);
    const [primary, secondary] = pair?.servers ?? [];
    if (!pair || !primary || !secondary) throw new Error('syncPairs gave no ids');
    return { pairId: pair.pairId, primaryId: primary.serverId, secondaryId: secondary.serverId };
  });
}
