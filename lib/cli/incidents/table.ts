import type { IncidentDto } from '../../contracts/incident.ts';
import { alignColumns } from '../columns.ts';
import { oneLine } from '../database/text.ts';
import { timeWithAge } from '../database/time.ts';

const HEAD = ['id', 'severity', 'state', 'pair', 'opened', 'firing', 'what'];

/** For people, a line for each. */
export function incidentsAsTable(incidents: readonly IncidentDto[], now: number): string {
  if (incidents.length === 0) return 'No incidents.\n';
  const rows = incidents.map((incident) => {
    const { id, severity, pair, openedAt, alertCounts, sentence } = incident;
    const firing = `${alertCounts.firing} of ${alertCounts.all}`;
    return [
      String(id),
      severity,
      stateOf(incident),
      pair,
      timeWithAge(openedAt, now),
      firing,
      oneLine(sentence),
    ];
  });
  return `${alignColumns([HEAD, ...rows], HEAD.length).join('\n')}\n`;
}

function stateOf({ phase, quietSince, reopenedAt, acknowledgement }: IncidentDto): string {
  return [
    phase,
    phase === 'open' && quietSince !== null && 'quiet',
    reopenedAt.length > 0 && `opened again ${reopenedAt.length}×`,
    acknowledgement && `acknowledged by ${acknowledgement.by}`,
  ]
    .filter((word) => typeof word === 'string')
    .join(', ');
}
