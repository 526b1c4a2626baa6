import { setTimeout as pause } from 'node:timers/promises';
import { startCollector } from '../../../lib/collect/main.ts';
import { openDatabase } from '../../../lib/db/client.ts';
import { loadSettings } from '../../../lib/settings/load.ts';
import { between, seededRandom } from '../../../lib/simulate/model/random.ts';
import { attemptFact, STREAMS } from './facts.ts';
import { SABOTAGES, type Sabotage } from './sabotage.ts';

/**
 * The real collector in a process of its own that can be killed, with somebody beside it who writes facts of whom some are
 * undone. Says `started` to its parent; at `enough` no more facts are written, at `stop` it ends in order.
 */

export type ChildPlan = {
  settingsPath: string;
  databaseUrl: string | null;
  /** File that each attempt to write a fact is added to. */
  attempts: string;
  seed: number;
  writesFacts: boolean;
  sabotage: Sabotage | null;
};
export type ToChild = 'enough' | 'stop';

/** A stream waits for its first message however often that is tried, so it is tried often, and never given up. */
const RETRY_DELAYS_MS = [100, 200, 400, 800, ...Array(300).fill(1_000)];
const FACT_EVERY_MS = [50, 350] as const;
const UNDONE_SHARE = 0.25;

async function main(plan: ChildPlan): Promise<void> {
  const { settingsPath, databaseUrl, attempts } = plan;
  const random = seededRandom(plan.seed);
  const env = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const settings = await loadSettings({ path: settingsPath, env, cwd: process.cwd() });
  const collector = await startCollector(settings, {
    secretKey: () => Promise.reject(new Error('nothing is hashed here')),
    openChannel: () => Promise.reject(new Error('all endpoints are of the settings')),
    printer: { print: () => Promise.reject(new Error('nothing is printed here')) },
    openPair: () => Promise.reject(new Error('all pairs are of the settings')),
    onTrouble: () => {},
    retryDelaysMs: RETRY_DELAYS_MS,
  });
  const db = await openDatabase(settings.databaseUrl, { role: 'collector' });
  let isWriting = plan.writesFacts;
  const stopRequested = new Promise<null>((resolve) => {
    process.on('message', (word: ToChild) => {
      isWriting = false;
      if (word === 'stop') resolve(null);
    });
  });
  process.send?.('started');

  async function writeFacts(): Promise<void> {
    const [endpoint] = [...settings.endpoints].sort((one, other) => (one.name < other.name ? -1 : 1));
    while (isWriting) {
      const stream = STREAMS[Math.floor(random() * STREAMS.length)] ?? 'torture:1';
      const isUndone = random() < UNDONE_SHARE;
      const [webhookId] = await attemptFact(db, { stream, isUndone, attempts, random });
      if (plan.sabotage && endpoint && webhookId)
        await SABOTAGES[plan.sabotage].deed({ db, endpoint, webhookId, isUndone });
      await pause(between(random, ...FACT_EVERY_MS));
    }
  }
  const writing = writeFacts();
  const failure = await Promise.race([stopRequested, collector.failed, writing.then(() => stopRequested)]);
  isWriting = false;
  await writing;
  await db.close();
  await collector.stop();
  if (failure) throw failure;
}

// Whoever started it is gone.
const orphaned = () => process.exit(1);
process.on('disconnect', orphaned);
// Written by the parent, which is of the same source.
await main(JSON.parse(process.argv[2] ?? '') as ChildPlan);
process.off('disconnect', orphaned);
process.disconnect();
