import { CollectorBusyError } from '../collect/heartbeat.ts';
import { startCollector } from '../collect/main.ts';
import { DatabaseError } from '../db/errors.ts';
import { log } from '../log.ts';
import { settingsFromArguments } from './config-option.ts';
import type { Io } from './io.ts';
import { openChannel } from './open-channel.ts';

const HELP = `Usage: pairwatch collect [--config PATH]

Polls the servers of every pair, writes what they say into the database and tells the endpoints.
"pairwatch start" runs this together with the web pages.
`;

export async function collectCommand(argv: string[], io: Io): Promise<number> {
  const read = await settingsFromArguments(argv, io, HELP);
  if ('exitCode' in read) return read.exitCode;
  const stopRequested = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
  try {
    const collector = await startCollector(read.settings, {
      openChannel: (sealed) => openChannel(sealed, { env: io.env, dataFolder: read.settings.dataFolder }),
    });
    const reason = await Promise.race([stopRequested, collector.failed]);
    if (typeof reason === 'string') log.info({ signal: reason }, 'collector stops');
    await collector.stop();
    if (reason instanceof Error) throw reason;
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseError || error instanceof CollectorBusyError)) throw error;
    io.stderr.write(`pairwatch: ${error.message}\n`);
    return 1;
  }
}
