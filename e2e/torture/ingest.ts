import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findPostgresql } from '../../bin/testing/throw-away-postgresql.mjs';
import { type IngestOutcome, tortureIngest } from './ingest/run.ts';
import { onPostgresql } from './on-postgresql.ts';
import { makeOwnFolder } from './own-folder.ts';

export const INGEST_USAGE = 'ingest [--seed N] [--kills N]';

const optionsSchema = z.object({
  seed: z.coerce.number('--seed takes a number').int('--seed takes a whole number'),
  kills: z.coerce.number('--kills takes a number').int('--kills takes a whole number').min(1),
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Whether no kill cost a reading, on both engines; prints the figures. Throws for arguments that are none. */
export async function ingestPart(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      kills: { type: 'string', default: '200' },
    },
  });
  const { seed, kills } = optionsSchema.parse(values);
  say(`ingest: ${kills} kills on each engine, seed ${seed}`);
  const run = (databaseUrl: string) => tortureIngest({ seed, kills, databaseUrl });
  const sqlite = told('SQLite', await onSqlite(run));
  if (findPostgresql() === null) say('  PostgreSQL: left out, there is none on this machine');
  const postgresql = findPostgresql() === null || told('PostgreSQL', await onPostgresql(run));
  say(`ingest: ${sqlite && postgresql ? 'passed' : 'failed'}`);
  return sqlite && postgresql;
}

function told(engine: string, { faults, kills, readings, unsaid, seconds }: IngestOutcome): boolean {
  say(
    `  ${engine}: ${kills} kills, ${readings} readings stored, ${unsaid} of them committed and not yet said, ${faults.length} lost, halved or told twice, ${seconds.toFixed(0)} s`,
  );
  for (const fault of faults) say(`fault: ${fault}`);
  return faults.length === 0;
}

async function onSqlite<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = makeOwnFolder();
  try {
    return await work(`file:${join(folder.path, 'pairwatch.db')}`);
  } finally {
    folder.remove();
  }
}
