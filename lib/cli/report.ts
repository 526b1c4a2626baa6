import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { idSchema } from '../contracts/action.ts';
import { reportQuerySchema } from '../contracts/report-query.ts';
import { buildIncidentReport } from '../incidents/report/build.ts';
import { runbookPagesOf } from '../incidents/report/runbook.ts';
import { reportFile } from '../print/report-file.ts';
import { reportFacts } from '../store/report/facts.ts';
import { VERSION } from '../version.ts';
import { configHelp, EXIT, EXIT_HELP, runOnDatabase, type Task } from './database/command.ts';
import { actorOf, checked } from './database/options.ts';
import type { Io } from './io.ts';
import { isPeriod, periodReportCommand } from './report/period.ts';
import { save } from './report/save.ts';
import { verifyReport } from './report/verify.ts';
import { reportPrinter } from './report-printer.ts';
import { splitArguments } from './split-arguments.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Usage: pairwatch report INCIDENT [--format FORMAT] [--profile PROFILE] [--out FILE] [--by NAME] [--config PATH]
       pairwatch report week|month [--help]
       pairwatch report verify FILE

Writes the report on an incident, that on a week or a month, or checks a bundle that was made by it: whether any byte of it was altered since.

  INCIDENT        its id, as "pairwatch incidents" tells it
  --format FORMAT pdf, html, md, csv (the timeline), json, or zip: all of them with the evidence (default: pdf)
  --profile WHO   internal: everything; vendor: clients and addresses replaced; public: names too (default: internal)
  --out FILE      where to write it; - is the standard output (default: a name that says what it is, here)
  --by NAME       who makes it (default: this account's name)
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
"report verify" ends with 0 when nothing was altered, with 1 when something was.
`;

const KEY_BYTES = 16;
/** From dist/, where this code ends up, and from its sources. */
const RUNBOOK = new URL(
  import.meta.url.endsWith('.ts') ? '../../docs/runbook/' : '../docs/runbook/',
  import.meta.url,
);

/** `pairwatch report`. Gives the exit status its help describes. */
export function reportCommand(argv: string[], io: Io): Promise<number> {
  const [first, ...rest] = argv;
  if (first === 'verify') return verifyReport(rest, io);
  if (isPeriod(first)) return periodReportCommand(argv, io);
  return runOnDatabase({ name: 'report', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const id = readId(positionals);
  const format = checked('--format', reportQuerySchema.shape.format, values.format);
  const profile = checked('--profile', reportQuerySchema.shape.profile, values.profile);
  const by = actorOf(values.by, io);
  return {
    config: values.config,
    async work(database) {
      const now = Date.now();
      const facts = await database.read((tx) => reportFacts(tx, id, now));
      if (facts === null) {
        io.stderr.write(
          `pairwatch report: there is no incident ${id}; "pairwatch incidents --all" lists them.\n`,
        );
        return EXIT.failed;
      }
      const report = buildIncidentReport(facts, {
        generated: { at: now, by },
        productVersion: VERSION,
        runbook: await readRunbook(runbookPagesOf(facts)),
      });
      const key = randomBytes(KEY_BYTES);
      return save(await reportFile(report, { format, profile, key }, reportPrinter), values.out, io);
    },
  };
}

async function readRunbook(pages: readonly string[]): Promise<Map<string, string>> {
  const texts = pages.map(
    async (page) => [page, await readFile(new URL(`${page}.md`, RUNBOOK), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}

function readId(words: string[]): number {
  const id = idSchema.safeParse(words.join(' '));
  if (id.success) return id.data;
  throw new UsageError(`found ${words.join(' ') || 'nothing'}; expected the id of one incident, such as 7`);
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      profile: { type: 'string' },
      out: { type: 'string' },
      by: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
