import { randomBytes } from 'node:crypto';
import { type PeriodKind, periodKindSchema } from '../../contracts/period-report.ts';
import { periodFileSchema, reportOrderSchema } from '../../contracts/report-schedule.ts';
import { periodFile } from '../../print/period-file.ts';
import { buildPeriodReport } from '../../record/build.ts';
import { lastFullPeriod, periodAt } from '../../record/period.ts';
import { checkZone } from '../../store/actions/create-report-schedule.ts';
import { recordFacts } from '../../store/record/facts.ts';
import { siteZone } from '../../store/record/zone.ts';
import { configHelp, EXIT_HELP, runOnDatabase, type Task } from '../database/command.ts';
import { actorOf, checked, checkPair } from '../database/options.ts';
import type { Io } from '../io.ts';
import { reportPrinter } from '../report-printer.ts';
import { splitArguments } from '../split-arguments.ts';
import { UsageError } from '../usage-error.ts';
import { save } from './save.ts';

const HELP = `Usage: pairwatch report week|month [--pair PAIR] [--which last|current] [--zone ZONE] [--format FORMAT]
                        [--table TABLE] [--profile PROFILE] [--out FILE] [--by NAME] [--config PATH]

Writes the report on a week (from Monday on) or a month: who answered, incidents, what comes again, pools, clocks and practices.

  --pair PAIR     on this pair (default: on all)
  --which WHICH   last: the last that is over; current: the present one so far (default: last)
  --zone ZONE     whose weeks and months, such as Europe/Berlin (default: that of the servers where they agree, else UTC)
  --format FORMAT pdf, html, md, csv (one table), or json (default: pdf)
  --table TABLE   of a csv: redundancy, days, incidents, times, recurrences, pools, clocks, changes, planned, practices or gaps
                  (default: redundancy)
  --profile WHO   internal: everything; vendor: clients and addresses replaced; public: names too (default: internal)
  --out FILE      where to write it; - is the standard output (default: a name that says what it is, here)
  --by NAME       who makes it (default: this account's name)
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

const KEY_BYTES = 16;

/** Whether these words ask for the report on a week or a month. */
export const isPeriod = (word: string | undefined): word is PeriodKind =>
  periodKindSchema.safeParse(word).success;

/** `pairwatch report week|month`. Gives the exit status its help describes. */
export function periodReportCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'report', help: HELP, parse }, argv, io);
}

function parse(argv: string[], io: Io): Task | 'help' {
  const { values, positionals } = readOptions(argv);
  if (values.help) return 'help';
  const [kind, ...more] = positionals;
  if (!isPeriod(kind) || more.length > 0)
    throw new UsageError(`found ${positionals.join(' ') || 'nothing'}; expected week or month alone`);
  const which = checked('--which', reportOrderSchema.shape.which, values.which);
  const file = {
    format: checked('--format', periodFileSchema.shape.format, values.format ?? 'pdf'),
    profile: checked('--profile', periodFileSchema.shape.profile, values.profile),
    table: checked('--table', periodFileSchema.shape.table, values.table),
  };
  const by = actorOf(values.by, io);
  return {
    config: values.config,
    async work(database) {
      const now = Date.now();
      const pair = values.pair ?? null;
      if (pair !== null) await database.read((tx) => checkPair(tx, pair, now));
      const zone = values.zone ?? (await database.read((tx) => siteZone(tx, pair)));
      checkZone(zone);
      const period = which === 'last' ? lastFullPeriod(kind, zone, now) : periodAt(kind, zone, now);
      const facts = await recordFacts((read) => database.read(read), { period, pair, by, now });
      if (facts === null) throw new UsageError(`there is no pair "${pair}"`);
      const report = buildPeriodReport(facts);
      return save(await periodFile(report, file, randomBytes(KEY_BYTES), reportPrinter), values.out, io);
    },
  };
}

const readOptions = (argv: string[]) =>
  splitArguments({
    args: argv,
    allowPositionals: true,
    options: {
      pair: { type: 'string' },
      which: { type: 'string' },
      zone: { type: 'string' },
      format: { type: 'string' },
      table: { type: 'string' },
      profile: { type: 'string' },
      out: { type: 'string' },
      by: { type: 'string' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
