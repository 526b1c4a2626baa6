import { writeSync } from 'node:fs';
import { advance } from '../../../lib/collect/advance.ts';
import { ingest } from '../../../lib/collect/ingest.ts';
import { memoryAtStart } from '../../../lib/collect/memory-at-start.ts';
import { type Database, openDatabase } from '../../../lib/db/client.ts';
import { DatabaseError } from '../../../lib/db/errors.ts';
import { DEFAULT_INCIDENT_LIMITS } from '../../../lib/incidents/incident.ts';
import { loadPairMemory } from '../../../lib/store/memory.ts';
import { readingOf, type ServerIds } from './script.ts';
import { storedCount } from './stored.ts';

/**
 * Stores the readings of the script as fast as it can, from where the database is on, until it is killed. It loads all it needs
 * and waits for a line on standard input; then it says on standard output how many readings are stored, at first and after each
 * commit, a line each.
 */

export type WriterPlan = ServerIds & { databaseUrl: string; pairId: number };

/** On a busy machine a server may take its time to answer; then this begins anew, as the launcher would have it. */
const MOST_STARTS = 5;

async function main({ databaseUrl, ...plan }: WriterPlan): Promise<void> {
  const db = await openDatabase(databaseUrl, { role: 'collector' });
  for (let starts = 1; ; starts += 1) {
    try {
      await store(db, plan);
    } catch (error) {
      if (!(error instanceof DatabaseError) || starts === MOST_STARTS) throw error;
    }
  }
}

async function store(db: Database, { pairId, ...ids }: Omit<WriterPlan, 'databaseUrl'>): Promise<never> {
  const { remembered, stored } = await db.read(async (tx) => ({
    remembered: await loadPairMemory(tx, pairId),
    stored: await storedCount(tx),
  }));
  let memory = memoryAtStart({ ...remembered, skews: [] }, { mutes: [] });
  let count = stored;
  // What is in the pipe outlives this process.
  const acknowledge = () => writeSync(1, `${count}\n`);
  acknowledge();
  // The last one is read again first: nobody who is killed knows whether that was stored.
  for (let number = Math.max(0, stored - 1); ; number += 1) {
    const step = advance(memory, readingOf(number, ids));
    await db.write((tx) => ingest(tx, step.memory, step.changes, DEFAULT_INCIDENT_LIMITS));
    memory = step.memory;
    count = Math.max(count, number + 1);
    acknowledge();
  }
}

process.stdin.once('data', (line) => {
  // Written by the parent, which is of the same source.
  main(JSON.parse(line.toString()) as WriterPlan).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  });
});
// Whoever started it is gone.
process.stdin.once('end', () => process.exit(1));
