import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { collectFiles } from './diagnostics/collect-files.ts';
import { examineHere } from './doctor.ts';
import type { Io } from './io.ts';
import { openChannel } from './open-channel.ts';
import { openPair } from './open-pair.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch diagnostics [--out FILE.zip | --preview] [--redact] [--log FILE] [--config PATH]

Packs what helps whoever looks into a fault of Pairwatch: what "pairwatch doctor" finds, versions, the settings without secrets,
the end of the log, health and figures, row counts, and which messages failed, without what they said. Nothing is sent anywhere.

  --out FILE.zip  where it goes (default: pairwatch-diagnostics.zip here); a file that is there stays
  --preview       print each file as it would leave, and write nothing
  --redact        replace names and addresses of hosts by stand-ins
  --log FILE      take the end of this log (default: what systemd keeps of pairwatch.service)
  --config PATH   the settings (default: the file PAIRWATCH_CONFIG names, or pairwatch.yaml here)
  -h, --help      this text

Exit status: 0 done; 1 it can't be written; 2 these options are wrong.
`;

/** `pairwatch diagnostics`: a bundle of what helps, without secrets. Gives the exit status its help describes. */
export async function diagnosticsCommand(argv: string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = splitArguments({
      args: argv,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        preview: { type: 'boolean' },
        redact: { type: 'boolean' },
        log: { type: 'string' },
        config: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (positionals.length > 0)
      throw new UsageError(`found ${positionals.join(' ')}, expected options alone`);
    if (values.preview && values.out !== undefined)
      throw new UsageError('--preview writes nothing: leave --out out');
    if (values.help) {
      io.stdout.write(HELP);
      return 0;
    }
    const files = await filesOf(values, io);
    if (values.preview) preview(files, io);
    else await write(files, values.out ?? 'pairwatch-diagnostics.zip', io);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    if (!isUsage && !(error instanceof Error && 'code' in error)) throw error;
    io.stderr.write(
      `pairwatch diagnostics: ${error.message}\n${isUsage ? 'See pairwatch diagnostics --help.\n' : ''}`,
    );
    return isUsage ? 2 : 1;
  }
}

type Options = { config?: string | undefined; log?: string | undefined; redact?: boolean | undefined };

async function filesOf({ config, log, redact }: Options, io: Io): Promise<Record<string, string>> {
  const examined = await examineHere(config, io);
  const settingsPath = resolve(config ?? io.env.PAIRWATCH_CONFIG ?? 'pairwatch.yaml');
  const places = { env: io.env, dataFolder: examined.settings?.dataFolder };
  return collectFiles({
    ...examined,
    settingsPath,
    env: io.env,
    log,
    isRedacted: redact ?? false,
    // Why one does not open stands in what the doctor said.
    opened: async (sealed) =>
      Promise.any([
        openChannel(sealed, places),
        openPair(sealed, { ...places, folder: dirname(settingsPath) }),
      ]).catch(() => null),
  });
}

function preview(files: Record<string, string>, { stdout }: Io): void {
  for (const [name, text] of Object.entries(files))
    stdout.write(
      `===== ${name}: ${Buffer.byteLength(text)} bytes\n${text}${text.endsWith('\n') ? '' : '\n'}\n`,
    );
}

async function write(files: Record<string, string>, path: string, { stdout }: Io): Promise<void> {
  const archive = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(archive).finally(() => file.close());
  stdout.write(
    `${path}: ${Object.keys(files).join(', ')}. See first what leaves: pairwatch diagnostics --preview\n`,
  );
}
