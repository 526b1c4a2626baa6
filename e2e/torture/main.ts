import { ZodError } from 'zod';
import { FLEET_USAGE, fleetPart } from './fleet.ts';
import { INGEST_USAGE, ingestPart } from './ingest.ts';
import { tortureWebhooks, WEBHOOKS_USAGE } from './webhooks.ts';

/** Each prints what came of it, and gives whether all was well. */
const PARTS: Record<string, (args: string[]) => Promise<boolean>> = {
  fleet: fleetPart,
  ingest: ingestPart,
  webhooks: tortureWebhooks,
};

async function main(argv: string[]): Promise<number> {
  const [name = '', ...args] = argv;
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  const isAll = name === '' || name.startsWith('-');
  if (!part && !isAll) return misused(`found "${name}"`);
  try {
    const isWell = await (part ? part(args) : tortureAll(argv));
    process.stdout.write(`torture: ${isWell ? 'passed' : 'failed'}\n`);
    return isWell ? 0 : 1;
  } catch (error) {
    if (error instanceof ZodError) return misused(error.issues.map(({ message }) => message).join('; '));
    if (error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS'))
      return misused(error.message);
    process.stderr.write(`${error instanceof Error ? error.stack : error}\ntorture: failed\n`);
    return 1;
  }
}

/** A fleet, and a collector that is killed while it stores; what messages go through has a part of its own. */
async function tortureAll(args: string[]): Promise<boolean> {
  const fleet = await fleetPart(args);
  const ingest = await ingestPart([]);
  return fleet && ingest;
}

function misused(found: string): number {
  const usages = [FLEET_USAGE, INGEST_USAGE, WEBHOOKS_USAGE].map(
    (usage) => `  npm run torture -- ${usage}\n`,
  );
  process.stderr.write(
    `torture: ${found}; usage:\n  npm run torture [-- --seed N --postgresql]\n${usages.join('')}`,
  );
  return 2;
}

// Whoever is interrupted leaves nothing behind either: what was made goes when the process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main(process.argv.slice(2));
