import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ZodError } from 'zod';
import { tortureWebhooks, WEBHOOKS_USAGE } from './webhooks.ts';

/** Each says on its last line what came of it, and gives whether all was well. */
const TORTURES: Record<string, (args: string[]) => Promise<boolean>> = { webhooks: tortureWebhooks };

async function main([name = '', ...args]: string[]): Promise<number> {
  const torture = Object.hasOwn(TORTURES, name) ? TORTURES[name] : undefined;
  if (!torture) return misused(`found ${name === '' ? 'no name' : `"${name}"`}`);
  const wantsPostgresql = args.some((arg) => /^(--database=)?postgresql$/.test(arg));
  if (wantsPostgresql && !process.env.PAIRWATCH_TEST_POSTGRESQL) return withPostgresql([name, ...args]);
  try {
    return (await torture(args)) ? 0 : 1;
  } catch (error) {
    if (error instanceof ZodError) return misused(error.issues.map(({ message }) => message).join('; '));
    if (error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS'))
      return misused(error.message);
    throw error;
  }
}

function misused(found: string): number {
  process.stderr.write(`torture: ${found}; usage: npm run torture -- ${WEBHOOKS_USAGE}\n`);
  return 2;
}

/** Once more, beside a throw-away server. */
function withPostgresql(args: string[]): number {
  const self = fileURLToPath(import.meta.url);
  const cluster = fileURLToPath(new URL('../../bin/testing/throw-away-postgresql.mjs', import.meta.url));
  const command = [cluster, process.execPath, '--import', 'tsx', self, ...args];
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
