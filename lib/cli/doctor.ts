import { dirname } from 'node:path';
import { examine } from '../doctor/examine.ts';
import type { DoctorReport } from '../doctor/line.ts';
import type { Settings } from '../settings/settings.ts';
import { doctorText } from './doctor/text.ts';
import type { Io } from './io.ts';
import { listenFailure } from './listen-failure.ts';
import { openChannel } from './open-channel.ts';
import { openPair } from './open-pair.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch doctor [--json] [--config PATH]

Checks everything from Node's version to the secret of each OMAPI key, and says below each fault what to do. It takes 30 s at
most, changes nothing, and sends no message. Run it as the account that runs Pairwatch.

  --json         one JSON object with every line
  --config PATH  the settings (default: the file PAIRWATCH_CONFIG names, or pairwatch.yaml here)
  -h, --help     this text

Exit status: 0 all is well; 1 something wants attention, or was not checked; 2 something is broken, or these options are wrong.
`;

const EXIT: Record<DoctorReport['status'], number> = { ok: 0, attention: 1, broken: 2 };

/** `pairwatch doctor`: checks all that Pairwatch needs. Gives the exit status its help describes. */
export async function doctorCommand(argv: string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = splitArguments({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (positionals.length > 0)
      throw new UsageError(`found ${positionals.join(' ')}, expected options alone`);
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    const { report } = await examineHere(values.config, io);
    io.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : doctorText(report));
    return EXIT[report.status];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`pairwatch doctor: ${error.message}\nSee pairwatch doctor --help.\n`);
    return EXIT.broken;
  }
}

/** Checks all with the settings of `config`, or those at the usual place. */
export function examineHere(config: string | undefined, { env }: Io): ReturnType<typeof examine> {
  return examine({
    origin: { path: config ?? env.PAIRWATCH_CONFIG ?? 'pairwatch.yaml', env, cwd: process.cwd() },
    openers: ({ dataFolder, path }: Settings) => ({
      openChannel: (sealed) => openChannel(sealed, { env, dataFolder }),
      openPair: (sealed) => openPair(sealed, { env, dataFolder, folder: dirname(path) }),
    }),
    listenFailure,
  });
}
