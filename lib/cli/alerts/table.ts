import type { AlertRowDto } from '../../contracts/alert.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = ['id', 'severity', 'state', 'pair', 'about', 'since', 'rule', 'what'];

/** For people, a line for each. */
export function alertsAsTable(alerts: readonly AlertRowDto[], now: number): string {
  if (alerts.length === 0) return 'No alerts.\n';
  const rows = alerts.map((alert) => rowOf(alert, now));
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function rowOf(alert: AlertRowDto, now: number): string[] {
  const { id, severity, pair, rule, why, firedBecause, startedAt } = alert;
  return [
    String(id),
    severity ?? '-',
    stateOf(alert),
    pair ?? 'Pairwatch',
    aboutOf(alert),
    timeWithAge(startedAt, now),
    rule,
    oneLine((alert.phase === 'resolved' ? firedBecause : null)?.sentence ?? why.sentence),
  ];
}

/** Its phase, why it is told to nobody, and who looks after it. */
function stateOf({ phase, suppression, acknowledgement }: AlertRowDto): string {
  return [phase, suppression?.kind, acknowledgement && `acknowledged by ${acknowledgement.by}`]
    .filter((word) => word !== null && word !== undefined)
    .join(', ');
}

function aboutOf({ subject: { server, pool, detail } }: AlertRowDto): string {
  return [server, pool, detail].filter((part) => part !== null).join(' ') || '-';
}
