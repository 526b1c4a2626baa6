import { parseArgs } from 'node:util';
import { z } from 'zod';
import { onPostgresql } from './on-postgresql.ts';
import { FULL, SHORT } from './webhooks/plans.ts';
import { reportOf } from './webhooks/report.ts';
import { torture } from './webhooks/run.ts';
import { SABOTAGES, type Sabotage } from './webhooks/sabotage.ts';

export const WEBHOOKS_USAGE = 'webhooks [--seed N] [--database sqlite|postgresql] [--self-test]';

const optionsSchema = z.object({
  seed: z.coerce.number('--seed takes a number').int('--seed takes a whole number'),
  database: z.enum(['sqlite', 'postgresql'], '--database takes sqlite or postgresql'),
  'self-test': z.boolean(),
});

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Whether all arrived as it was to; the figures are the last line. Throws for arguments that are none. */
export async function tortureWebhooks(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      database: { type: 'string', default: 'sqlite' },
      'self-test': { type: 'boolean', default: false },
    },
  });
  const { seed, database, 'self-test': isSelfTest } = optionsSchema.parse(values);
  say(`seed ${seed}`);
  if (isSelfTest) return tortureBrokenSenders(seed);
  const run = (databaseUrl: string | null) => torture({ ...FULL, seed, databaseUrl, sabotage: null }, say);
  const outcome = await (database === 'postgresql' ? onPostgresql(run) : run(null));
  say(reportOf(outcome));
  return outcome.faults.length === 0;
}

/** Breaks the sender in each way there is: whether all of that is found. */
async function tortureBrokenSenders(seed: number): Promise<boolean> {
  const names = Object.keys(SABOTAGES) as Sabotage[]; // keys of a const object
  let missed = 0;
  for (const sabotage of names) {
    const { faults } = await torture({ ...SHORT, seed, databaseUrl: null, sabotage }, () => {});
    const { found } = SABOTAGES[sabotage];
    const fault = faults.find(({ kind }) => kind === found);
    if (!fault) missed += 1;
    say(`a sender that ${sabotage}: ${fault ? `${found}: ${fault.id} ${fault.why}` : 'not noticed'}`);
  }
  say(`webhooks: ${names.length} broken senders, ${missed} not noticed`);
  return missed === 0;
}
