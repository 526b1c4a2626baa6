import { isCollectorAlive } from '../collect/heartbeat.ts';
import type { Database } from '../db/client.ts';
import {
  type Reseal,
  resealOwn,
  rotateGivenKey,
  rotateKeyFile,
  type SealedStore,
} from '../secrets/rotate-key.ts';
import { SecretError } from '../secrets/secret-error.ts';
import type { Settings } from '../settings/settings.ts';
import { isFactorSecret, resealFactor } from '../sign-in/factor-secrets.ts';
import { ActionError } from '../store/actions/action-error.ts';
import { currentCollector } from '../store/collector.ts';
import { resealAll, sealedTexts } from '../store/sealed.ts';
import { configHelp, EXIT, EXIT_HELP, runOnDatabase, type Task } from './database/command.ts';
import { writeDown } from './database/write-down.ts';
import type { Io } from './io.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch secrets rotate [--config PATH]

Makes a new key, seals with it the endpoints and pairs that were made on the pages and the secrets of authenticator apps, and puts it in the place of secret.key. Stop
Pairwatch first. Cut short at any moment it loses nothing: run it again, and it finishes what it began.

Where the key is in PAIRWATCH_SECRET_KEY instead: make one with "openssl rand -base64 32", give it as PAIRWATCH_NEW_SECRET_KEY beside
the old one, run this, and start Pairwatch with the new one as PAIRWATCH_SECRET_KEY. Both processes need the same.

Where "privacy:" has clients hashed, they get other hashes by the new key: what was stored of them before is found no more.

Backups of the database from before open with the key they were made under: keep the old one as long as them.

  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch secrets rotate`. Gives the exit status its help describes. */
export function secretsCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'secrets', help: HELP, parse }, argv, io);
}

function parse(argv: string[]): Task | 'help' {
  const { values, positionals } = splitArguments({
    args: argv,
    allowPositionals: true,
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return 'help';
  if (positionals.join(' ') !== 'rotate')
    throw new UsageError(`found ${positionals.join(' ') || 'nothing'}; expected rotate`);
  return { config: values.config, work: rotate };
}

async function rotate(database: Database, io: Io, settings: Settings): Promise<number> {
  const collector = await database.read(currentCollector);
  if (collector && isCollectorAlive(collector, Date.now()))
    throw new ActionError(
      'conflict',
      'A collector uses this database: stop Pairwatch first, so that nothing is sealed with the old key meanwhile.',
    );
  const store: SealedStore = {
    texts: () => database.read(sealedTexts),
    reseal: (anew) => database.write((tx) => resealAll(tx, anew)),
  };
  try {
    const done = await rotated(store, io, settings.dataFolder);
    await writeDown(database, io, { deed: 'secrets-rotated', target: null });
    io.stdout.write(done);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    io.stderr.write(`pairwatch secrets: ${error.message}\n`);
    return EXIT.failed;
  }
}

async function rotated(store: SealedStore, { env }: Io, dataFolder: string): Promise<string> {
  const { PAIRWATCH_SECRET_KEY: from, PAIRWATCH_NEW_SECRET_KEY: to } = env;
  if (from) {
    if (!to)
      throw new UsageError(
        'the key is in PAIRWATCH_SECRET_KEY; expected the new one in PAIRWATCH_NEW_SECRET_KEY (make it with: openssl rand -base64 32)',
      );
    const count = await rotateGivenKey(from, to, store, reseal);
    return `${count} secrets are sealed anew. From now on start Pairwatch with the new key as PAIRWATCH_SECRET_KEY.\n`;
  }
  const { resealed, finished } = await rotateKeyFile(dataFolder, store, reseal);
  return finished
    ? `A rotation that was cut short is finished: ${resealed} secrets open with the new secret.key. Start Pairwatch again.\n`
    : `${resealed} secrets are sealed anew, and secret.key is the new key. Start Pairwatch again.\n`;
}

const reseal: Reseal = async (from, to, sealed) => {
  if (!isFactorSecret(sealed)) return resealOwn(from, to, sealed);
  try {
    return await resealFactor(from, to, sealed);
  } catch (error) {
    throw new SecretError(
      'What an authenticator app shares with Pairwatch was sealed with another key. Restore the secret.key (or PAIRWATCH_SECRET_KEY) that belongs to this database, or take the factors of whom "pairwatch users list" shows with an app with "pairwatch users reset-factors E-MAIL".',
      { cause: error },
    );
  }
};
