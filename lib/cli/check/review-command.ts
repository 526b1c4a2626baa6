import type { ConfigFinding, ConfigReview } from '../../contracts/config-review.ts';
import type { ConfigFacts, Role } from '../../pair/parity/facts.ts';
import { reviewPair } from '../../pair/parity/review.ts';
import { readConf } from '../conf/read-conf.ts';
import { InputError } from '../input-error.ts';
import type { Io } from '../io.ts';
import { splitArguments } from '../split-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { reviewAsTable } from './table.ts';

const EXIT = { clean: 0, findings: 1, badInput: 2 } as const;

type ReviewArguments = Record<Role, string> & { json: boolean };

/** Reviews the two dhcpd.conf that the arguments name, and prints what it finds. */
export async function reviewCommand(argv: string[], io: Io, help: string): Promise<number> {
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      io.stdout.write(help);
      return EXIT.clean;
    }
    const review = await reviewFiles(options);
    io.stdout.write(options.json ? `${JSON.stringify(review, null, 2)}\n` : reviewAsTable(review));
    return review.findings.length === 0 ? EXIT.clean : EXIT.findings;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InputError)) throw error;
    const hint = error instanceof UsageError ? 'See pairwatch check --help.\n' : '';
    io.stderr.write(`pairwatch check: ${error.message}\n${hint}`);
    return EXIT.badInput;
  }
}

async function reviewFiles({ primary, secondary }: ReviewArguments): Promise<ConfigReview> {
  const findings = reviewPair({
    primary: await factsOf('primary', primary),
    secondary: await factsOf('secondary', secondary),
  });
  const countOf = (severity: ConfigFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: countOf('error'), warning: countOf('warning'), info: countOf('info') };
  return { primary, secondary, counts, findings };
}

/** A file alone tells neither the name of its server nor the version of its dhcpd. */
async function factsOf(role: Role, path: string): Promise<ConfigFacts> {
  return { server: role, host: null, config: await readConf(path), dhcpdVersion: null };
}

function parseArguments(argv: string[]): ReviewArguments | 'help' {
  const { help, primary, secondary, config, json = false } = readOptions(argv);
  if (help) return 'help';
  if (primary === undefined || secondary === undefined) {
    throw new UsageError('a pair has two files: give both --primary FILE and --secondary FILE');
  }
  if (config !== undefined) {
    throw new UsageError(
      '--config is for the check of pairwatch.yaml: leave it out, or --primary and --secondary',
    );
  }
  return { primary, secondary, json };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: false,
    options: {
      primary: { type: 'string' },
      secondary: { type: 'string' },
      config: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
