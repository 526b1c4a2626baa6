import { parseArgs } from 'node:util';
import { z } from 'zod';
import { FULL } from './fleet/plan.ts';
import { reportOf } from './fleet/report.ts';
import { tortureFleet } from './fleet/run.ts';
import { onPostgresql } from './on-postgresql.ts';

export const FLEET_USAGE = 'fleet [--seed N] [--postgresql]';

const optionsSchema = z.object({
  seed: z.coerce.number('--seed takes a number').int('--seed takes a whole number'),
  postgresql: z.boolean(),
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Whether the product came through; prints what is done to it, and the figures. Throws for arguments that are none. */
export async function fleetPart(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      postgresql: { type: 'boolean', default: false },
    },
  });
  const { seed, postgresql } = optionsSchema.parse(values);
  say(
    `fleet: ${FULL.pairs} pairs, ${FULL.speed} times as fast, on ${postgresql ? 'PostgreSQL' : 'SQLite'}, seed ${seed}`,
  );
  const run = (databaseUrl: string | null) => tortureFleet({ ...FULL, seed, databaseUrl }, say);
  const { text, isWell } = reportOf(await (postgresql ? onPostgresql(run) : run(null)));
  say(`${text}\nfleet: ${isWell ? 'passed' : 'failed'}`);
  return isWell;
}
