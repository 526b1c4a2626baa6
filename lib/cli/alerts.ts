import { listAlerts } from '../store/alerts.ts';
import { alertsAsTable } from './alerts/table.ts';
import { configHelp, EXIT_HELP } from './database/command.ts';
import { runList } from './database/list-command.ts';
import { LISTED_AT_MOST } from './database/list-options.ts';
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
  return runList(
    {
      name: 'alerts',
      help: HELP,
      find: (tx, { pair, all }) =>
        listAlerts(tx, {
          phase: all ? 'all' : 'active',
          limit: LISTED_AT_MOST,
          ...(pair !== undefined && { pair }),
        }),
      text: ({ alerts }, now) => alertsAsTable(alerts, now),
    },
    argv,
    io,
  );
}
