import { listIncidents } from '../store/incidents.ts';
import { configHelp, EXIT_HELP } from './database/command.ts';
import { runList } from './database/list-command.ts';
import { LISTED_AT_MOST } from './database/list-options.ts';
import { incidentsAsTable } from './incidents/table.ts';
import type { Io } from './io.ts';

const HELP = `Usage: pairwatch incidents [--pair PAIR] [--all] [--json] [--config PATH]

Tells which incidents are open, the worst first, and who looks after them.

  --pair PAIR     only those of this pair
  --all           those that are over too, the latest ${LISTED_AT_MOST}
  --json          one JSON object, as GET /api/v1/incidents answers
  ${configHelp(14)}
  -h, --help      this text

${EXIT_HELP}
`;

/** `pairwatch incidents`. Gives the exit status its help describes. */
export function incidentsCommand(argv: string[], io: Io): Promise<number> {
  return runList(
    {
      name: 'incidents',
      help: HELP,
      find: (tx, { pair, all }) =>
        listIncidents(tx, {
          phase: all ? 'all' : 'open',
          limit: LISTED_AT_MOST,
          ...(pair !== undefined && { pair }),
        }),
      text: ({ incidents }, now) => incidentsAsTable(incidents, now),
    },
    argv,
    io,
  );
}
