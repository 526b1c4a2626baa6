import { isDiskShort, type SizeForecast } from '../../../lib/contracts/size-forecast.ts';
import type { SystemDto } from '../../../lib/contracts/system.ts';
import { formatDuration } from '../../../lib/pair/duration.ts';
import { type AboutRow, unknownRow } from './about-row.ts';
import { bytesText } from './units.ts';

const DAY_MS = 86_400_000;

/** How large the database will be once everything is kept as long as it may, and what makes it so. */
export function forecastRows({ forecast }: SystemDto): AboutRow[] {
  if (forecast === null) return [unknownRow('Size to come')];
  const { kinds } = forecast;
  const growing = kinds
    .filter(({ rows, rowsAtRest }) => rows > 0 || (rowsAtRest ?? 0) > 0)
    .sort((one, other) => (other.bytesAtRest ?? 0) - (one.bytesAtRest ?? 0));
  return [sizeRow(forecast), ...roomRows(forecast), ...growing.map(kindRow)];
}

function sizeRow({ atRestBytes, otherBytes, nowBytes, watchedMs }: SizeForecast): AboutRow {
  const row = { name: 'Size to come', level: 'note' as const, otherwise: null };
  if (atRestBytes === null)
    return { ...row, level: 'unknown', value: 'not known yet', normal: 'told once an hour was watched' };
  const others =
    otherBytes === null
      ? 'beside what is kept for good and the present leases, whose size is not measured'
      : `with ${bytesText(otherBytes)} of what is kept for good and of the present leases`;
  return {
    ...row,
    value: `about ${bytesText(atRestBytes)}${nowBytes === null ? '' : `; now ${bytesText(nowBytes)}`}`,
    normal: `${measuredText(watchedMs)}, ${others}`,
  };
}

const measuredText = (watchedMs: number): string =>
  watchedMs < 7 * DAY_MS
    ? `young: by ${formatDuration(watchedMs)} of data alone`
    : `by the last ${formatDuration(watchedMs)}`;

function roomRows(forecast: SizeForecast): AboutRow[] {
  const { disk } = forecast;
  if (disk === null) return [];
  const { neededBytes, freeBytes, copies, folder } = disk;
  const isShort = isDiskShort(forecast);
  return [
    {
      name: 'Room for it',
      value: `${bytesText(neededBytes)} more${copies === 0 ? '' : `, with its ${copies} copies`}; ${bytesText(freeBytes)} free (${folder})`,
      level: isShort ? 'warn' : 'good',
      normal: 'less than is free',
      otherwise: isShort
        ? 'The disk will be full before anything is old enough to be removed: make it larger, or shorten `history` and `retention` in pairwatch.yaml.'
        : null,
    },
  ];
}

function kindRow({
  kind,
  rows,
  rowsPerDay,
  bytesPerRow,
  keptMs,
  ...rest
}: SizeForecast['kinds'][number]): AboutRow {
  const { rowsAtRest, bytesAtRest, measuredMs } = rest;
  const now = `now ${count(rows)}${bytesPerRow === null ? '' : ` of ${count(bytesPerRow)} B`}`;
  const toCome =
    rowsPerDay === null || rowsAtRest === null || bytesAtRest === null
      ? 'not known yet'
      : `${bytesText(bytesAtRest)} in ${count(rowsAtRest)} rows at ${count(rowsPerDay)} a day`;
  return {
    name: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    value: `${toCome}; ${now}`,
    level: 'note',
    normal: `kept ${formatDuration(keptMs)}${measuredMs < DAY_MS ? `; counted over ${formatDuration(measuredMs)}` : ''}`,
    otherwise: null,
  };
}

const count = (rows: number): string =>
  rows >= 10_000_000
    ? `${Math.round(rows / 1e6)} million`
    : rows.toLocaleString('en', { maximumFractionDigits: rows < 10 ? 1 : 0 });
