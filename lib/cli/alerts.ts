import type { Database } from '../db/client.ts';
import { listAlerts } from '../store/alerts.ts';
import { alertsAsTable } from './alerts/table.ts';
import { tellDeadCollector } from './database/collector-notice.ts';
import { configHelp, EXIT, EXIT_HELP, print, runOnDatabase, type Task } from './database/command.ts';
import { LISTED_AT_MOST, type ListOptions, parseListOptions } from './database/list-options.ts';
import { checkPair } from './database/options.ts';
import type { Io } from './io.ts';

const HELP = `Usage: pairwatch alerts [--pair PAIR] [--all] [--json] [--config PATH]

Tells which alerts fire or are about to, the worst first, and who looks after them.

  --pair PAIR     only those of this pair
  --all           those that are over too, the latest ${LISTED_AT_MOST}
  --json          one JSON object, as GET /api/v1/alerts answers
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch alerts`. Gives the exit status its help describes. */
export function alertsCommand(argv: string[], io: Io): Promise<number> {
  return runOnDatabase({ name: 'alerts', help: HELP, parse }, argv, io);
}

function parse(argv: string[]): Task | 'help' {
  const options = parseListOptions(argv);
  if (options === 'help') return 'help';
  return { config: options.config, work: (database, io) => list(database, options, io) };
}

async function list(database: Database, { pair, all, json }: ListOptions, io: Io): Promise<number> {
  const now = Date.now();
  const found = await database.read(async (tx) => {
    if (pair !== undefined) await checkPair(tx, pair, now);
    const phase = all ? 'all' : 'active';
    return listAlerts(tx, { phase, limit: LISTED_AT_MOST, ...(pair !== undefined && { pair }) });
  });
  const answer = { now: new Date(now).toISOString(), ...found };
  print(io, answer, { json, text: () => alertsAsTable(found.alerts, now) });
  await tellDeadCollector(database, now, io);
  return EXIT.done;
}
