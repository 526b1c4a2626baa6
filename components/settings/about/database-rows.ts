import type { SystemDto } from '../../../lib/contracts/system.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import { type AboutRow, unknownRow } from './about-row.ts';
import { bytesText } from './units.ts';

const LOW_DISK_SHARE = 0.1;
const LARGE_WAL_BYTES = 64 * 1024 * 1024;

/** How large the database is, how much room it has, and what it keeps. */
export function databaseRows({ database, figures, tables }: SystemDto): AboutRow[] {
  const rows: AboutRow[] = [
    {
      name: 'Engine',
      value: database.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      level: 'note',
      normal: 'either',
      otherwise: null,
    },
  ];
  if (figures === null) return [...rows, unknownRow('Size')];
  const { databaseFile, disk, retention } = figures;
  if (databaseFile) {
    const isLarge = databaseFile.walBytes > LARGE_WAL_BYTES;
    rows.push(
      {
        name: 'Size',
        value: `${bytesText(databaseFile.sizeBytes)} (${databaseFile.path})`,
        level: 'note',
        normal: 'grows until the retention is reached',
        otherwise: null,
      },
      {
        name: 'Write-ahead log',
        value: bytesText(databaseFile.walBytes),
        level: isLarge ? 'warn' : 'good',
        normal: `under ${bytesText(LARGE_WAL_BYTES)}`,
        otherwise: isLarge
          ? 'Something reads the database for very long, such as a backup or a shell: end it.'
          : null,
      },
    );
  } else {
    rows.push({
      name: 'Size',
      value: 'not known',
      level: 'unknown',
      normal: '–',
      otherwise: 'Pairwatch does not ask PostgreSQL for it; in psql: \\l+',
    });
  }
  if (disk) {
    const isLow = disk.freeBytes < disk.totalBytes * LOW_DISK_SHARE;
    rows.push({
      name: 'Free disk',
      value: `${bytesText(disk.freeBytes)} of ${bytesText(disk.totalBytes)} (${disk.folder})`,
      level: isLow ? 'bad' : 'good',
      normal: 'over 10 %',
      otherwise: isLow
        ? 'A full disk stops everything Pairwatch stores: make room, or shorten `history` in pairwatch.yaml.'
        : null,
    });
  } else {
    rows.push({
      name: 'Free disk',
      value: 'not known',
      level: 'unknown',
      normal: 'over 10 %',
      otherwise: null,
    });
  }
  rows.push(
    {
      name: 'Kept for',
      value: `samples ${formatDuration(retention.samplesMs)}, five minutes ${formatDuration(retention.fiveMinutesMs)}, hours ${formatDuration(retention.hoursMs)}, leases ${formatDuration(retention.leasesMs)}`,
      level: 'note',
      normal: '`history` in pairwatch.yaml',
      otherwise: null,
    },
    {
      name: 'Rows, about',
      value: tables.map(({ name, rows: count }) => `${name} ${count.toLocaleString('en')}`).join(', '),
      level: 'note',
      normal: 'by first and last number given: rows that were removed in between count too',
      otherwise: null,
    },
  );
  return rows;
}
