import { dirname } from 'node:path';
import type { z } from 'zod';
import { CollectorBusyError, troubleOf } from '../collect/heartbeat.ts';
import { startCollector } from '../collect/main.ts';
import type { collectorWordSchema, Trouble } from '../contracts/launcher-word.ts';
import { restartsOf } from '../contracts/restart.ts';
import { DatabaseError } from '../db/errors.ts';
import { log } from '../log.ts';
import { SecretError } from '../secrets/secret-error.ts';
import { loadSecretKey } from '../secrets/secret-key.ts';
import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';
import { openChannel } from './open-channel.ts';
import { openPair } from './open-pair.ts';
import { reportPrinter } from './report-printer.ts';
import { RESTART_EXIT_CODE } from './supervisor.ts';

const HELP = `Usage: pairwatch collect [--config PATH]

Polls the servers of every pair, writes what they say into the database and tells the endpoints.
"pairwatch start" runs this together with the web pages.

Exit status: 0 stopped; 1 the database can't be used, or another collector uses it; 2 the settings are wrong; 75 the pairs set
up on the pages changed: start it again, as "pairwatch start" does.
`;

const OUTDATED = Symbol('outdated');

export async function collectCommand(argv: string[], io: Io): Promise<number> {
  const read = await settingsFromArguments(argv, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const stopRequested = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
  try {
    const { settings } = read;
    log.level = io.env.PAIRWATCH_LOG ?? settings.log.level ?? log.level; // where no launcher said it
    const places = { env: io.env, dataFolder: settings.dataFolder };
    const collector = await startCollector(settings, {
      printer: reportPrinter,
      onTrouble: (trouble) => void tellLauncher(trouble),
      restarts: restartsOf('collector', io.env),
      secretKey: (make) => loadSecretKey({ ...places, make }),
      openChannel: (sealed) => openChannel(sealed, places),
      openPair: (sealed) => openPair(sealed, { ...places, folder: dirname(settings.path) }),
    });
    await tellLauncher(null);
    const outdated = collector.outdated.then((): typeof OUTDATED => OUTDATED);
    const reason = await Promise.race([stopRequested, collector.failed, outdated]);
    if (reason === OUTDATED) log.info('other pairs are stored: the collector starts anew');
    else if (typeof reason === 'string') log.info({ signal: reason }, 'collector stops');
    await collector.stop();
    if (reason instanceof Error) throw reason;
    return reason === OUTDATED ? RESTART_EXIT_CODE : 0;
  } catch (error) {
    if (
      !(error instanceof DatabaseError || error instanceof CollectorBusyError || error instanceof SecretError)
    )
      throw error;
    if (!(error instanceof SecretError)) await tellLauncher(troubleOf(error, Date.now()));
    io.stderr.write(`pairwatch: ${error.message}\n`);
    return 1;
  }
}

/** Tells the launcher, which tells the pages, what keeps us from storing; waits until it is told. Nothing without a launcher. */
function tellLauncher(trouble: Trouble | null): Promise<void> {
  const word: z.infer<typeof collectorWordSchema> = { trouble };
  return new Promise((resolve) => {
    // A launcher that is gone ends us anyway.
    if (process.send === undefined || !process.connected) resolve();
    else process.send(word, undefined, {}, () => resolve());
  });
}
