import type { PoolOverviewDto } from '../../lib/contracts/pool-overview.ts';
import type { ShareEndDto } from '../../lib/contracts/truth.ts';
import type { CsvValue } from '../charts/csv.ts';
import type { PoolRow } from './pool-row.ts';

/** What the table shows, with each server's own figures; times are UTC. */
export function poolsCsv(
  rows: readonly PoolRow[],
  servers: PoolOverviewDto['servers'],
): { columns: string[]; rows: CsvValue[][] } {
  const perServer = ['used', 'backup', 'free', 'read at (UTC)'];
  return {
    columns: [
      'pool',
      'shared network',
      'failover peer',
      'size (addresses)',
      'used (%)',
      ...servers.flatMap(({ name }) => perServer.map((figure) => `${name}: ${figure}`)),
      'balance',
      ...servers.map(({ name }) => `${name} alone lasts until (UTC)`),
      'at risk',
    ],
    rows: rows.map((row) => [
      row.ranges.map(({ low, high }) => `${low}-${high}`).join(' '),
      row.sharedNetwork,
      row.peer,
      row.addressCount,
      row.usedPercent === null ? null : Math.round(row.usedPercent * 10) / 10,
      ...servers.flatMap(({ name }): CsvValue[] => {
        const figures = row.figures.find(({ server }) => server === name);
        return figures
          ? [figures.used, figures.backup, figures.free, figures.observedAt]
          : [null, null, null, null];
      }),
      row.balance ?? 'unknown',
      ...servers.map(({ role }) => endText(row.ends?.[role])),
      row.risk,
    ]),
  };
}

function endText(end: ShareEndDto | undefined): string {
  switch (end?.kind) {
    case 'until':
      return new Date(end.at).toISOString();
    case 'beyond':
      return `more than ${end.days} days from now`;
    case 'empty':
      return 'none left';
    default:
      return 'unknown';
  }
}
