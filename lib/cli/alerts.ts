import type { AlertListDto } from '../contracts/alert.ts';
import type { Tx } from '../db/client.ts';
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
      find: findAlerts,
      text: ({ alerts }, now) => alertsAsTable(alerts, now),
    },
    argv,
    io,
  );
}

/** All that go on, however many there are: what a terminal shows has no pages. Of those that are over the latest. */
async function findAlerts(
  tx: Tx,
  { pair, all }: { pair: string | undefined; all: boolean },
): Promise<Omit<AlertListDto, 'now'>> {
  const asked = { limit: LISTED_AT_MOST, ...(pair !== undefined && { pair }) };
  const first = await listAlerts(tx, { ...asked, phase: 'active' });
  const alerts = [...first.alerts];
  for (let before = first.nextBefore; before !== null; ) {
    const next = await listAlerts(tx, { ...asked, phase: 'active', before });
    alerts.push(...next.alerts);
    before = next.nextBefore;
  }
  if (!all) return { ...first, alerts, nextBefore: null };
  const over = await listAlerts(tx, { ...asked, phase: 'resolved' });
  return { ...first, alerts: [...alerts, ...over.alerts], nextBefore: over.nextBefore };
}
